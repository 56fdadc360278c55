namespace CloudStack;

/// <summary>Lists VPC offerings.</summary>
[Command("listVPCOfferings", Access = Role.Everyone, LegacyClass = "user.vpc.ListVPCOfferingsCmd")]
public sealed record ListVpcOfferings : IListCommand<VpcOffering>
{
    /// <summary>Only offerings in whose description this text occurs.</summary>
    public string? DisplayText { get; init; }

    /// <summary>Only this offering.</summary>
    public VpcOfferingId? Id { get; init; }

    /// <summary>Only the one that came with the cloud, or only others.</summary>
    public bool? IsDefault { get; init; }

    /// <summary>Only offerings in whose name this text occurs.</summary>
    public string? Name { get; init; }

    /// <summary>Only offerings in this state: <c>Enabled</c> or <c>Disabled</c>.</summary>
    public string? State { get; init; }

    /// <summary>Only offerings with all of these services.</summary>
    public IReadOnlyList<string>? SupportedServices { get; init; }

    /// <summary>Only items in whose name or description this text occurs.</summary>
    public string? Keyword { get; init; }

    /// <inheritdoc/>
    public int? Page { get; init; }

    /// <inheritdoc/>
    public int? PageSize { get; init; }
}
