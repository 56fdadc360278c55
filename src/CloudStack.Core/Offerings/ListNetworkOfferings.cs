namespace CloudStack;

/// <summary>Lists network offerings.</summary>
[Command("listNetworkOfferings", Access = Role.Everyone, LegacyClass = "user.network.ListNetworkOfferingsCmd")]
public sealed record ListNetworkOfferings : IListCommand<NetworkOffering>
{
    /// <summary>Only those of this availability: Required or Optional.</summary>
    public string? Availability { get; init; }

    /// <summary>Only those with this description.</summary>
    public string? DisplayText { get; init; }

    /// <summary>Whether they are for tiers of a VPC.</summary>
    public bool? ForVpc { get; init; }

    /// <summary>Only those for this kind of guest network: Isolated or Shared.</summary>
    public string? GuestIpType { get; init; }

    /// <summary>Only this one.</summary>
    public NetworkOfferingId? Id { get; init; }

    /// <summary>Whether they come with the product.</summary>
    public bool? IsDefault { get; init; }

    /// <summary>Whether they have tags.</summary>
    public bool? IsTagged { get; init; }

    /// <summary>Only items with this text in one of their main fields.</summary>
    public string? Keyword { get; init; }

    /// <summary>Only those of this name.</summary>
    public string? Name { get; init; }

    /// <summary>Only those that this network can change to.</summary>
    [Owned]
    public NetworkId? NetworkId { get; init; }

    /// <summary>Page to return, from 1; goes together with <see cref="PageSize"/>.</summary>
    public int? Page { get; init; }

    /// <summary>Items a page, at most <c>default.page.size</c>; -1 alone means all.</summary>
    public int? PageSize { get; init; }

    /// <summary>Whether they offer source NAT.</summary>
    public bool? SourceNatSupported { get; init; }

    /// <summary>Whether their networks get address ranges from an administrator.</summary>
    public bool? SpecifyIpRanges { get; init; }

    /// <summary>Whether their networks get a VLAN from an administrator.</summary>
    public bool? SpecifyVlan { get; init; }

    /// <summary>Only those in this state: Enabled or Disabled.</summary>
    public string? State { get; init; }

    /// <summary>Only those with all these services.</summary>
    public IReadOnlyList<string>? SupportedServices { get; init; }

    /// <summary>Only those with this tag.</summary>
    [Length(4096)]
    public string? Tags { get; init; }

    /// <summary>Only those for this kind of traffic.</summary>
    public string? TrafficType { get; init; }

    /// <summary>Only those that the providers in this zone can serve.</summary>
    public ZoneId? ZoneId { get; init; }
}
