namespace CloudStack;

/// <summary>A network offering.</summary>
[View("networkoffering")]
public sealed record NetworkOffering
{
    /// <summary>The offering.</summary>
    public NetworkOfferingId Id { get; init; }

    /// <summary>Name, unique among the network offerings.</summary>
    public string? Name { get; init; }

    /// <summary>Description for users.</summary>
    public string? DisplayText { get; init; }

    /// <summary>Tag of the physical network to use.</summary>
    public string? Tags { get; init; }

    /// <summary>When it was created.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>Kind of traffic.</summary>
    public string? TrafficType { get; init; }

    /// <summary>Whether it came with the cloud.</summary>
    public bool? IsDefault { get; init; }

    /// <summary>Whether the administrator chooses the VLAN of each network.</summary>
    public bool? SpecifyVlan { get; init; }

    /// <summary>Whether one public address may serve several services.</summary>
    public bool? ConserveMode { get; init; }

    /// <summary>Whether networks take address ranges of their own.</summary>
    public bool? SpecifyIpRanges { get; init; }

    /// <summary><c>Optional</c> or <c>Required</c>.</summary>
    public string? Availability { get; init; }

    /// <summary>Bandwidth in megabits a second; -1 for no limit.</summary>
    public int? NetworkRate { get; init; }

    /// <summary>Whether networks can be made from it.</summary>
    public OfferingState? State { get; init; }

    /// <summary>Kind of guest network.</summary>
    public GuestType? GuestIpType { get; init; }

    /// <summary>System offering of the networks' routers.</summary>
    public ServiceOfferingId? ServiceOfferingId { get; init; }

    /// <summary>Services, each with its providers and capabilities.</summary>
    public IReadOnlyList<NetworkService> Service { get; init; } = [];

    /// <summary>Whether it is for tiers of a VPC.</summary>
    public bool? ForVpc { get; init; }

    /// <summary>Whether networks are set up when created and stay without VMs.</summary>
    public bool? IsPersistent { get; init; }
}
