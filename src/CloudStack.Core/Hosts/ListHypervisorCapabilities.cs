namespace CloudStack;

/// <summary>Lists what is known of each hypervisor's limits.</summary>
[Command("listHypervisorCapabilities", Access = Role.Admin, CountsAll = true, LegacyClass = "admin.config.ListHypervisorCapabilitiesCmd",
    Since = "3.0.0")]
public sealed record ListHypervisorCapabilities : IListCommand<HypervisorCapabilities>
{
    /// <summary>Only this hypervisor.</summary>
    public string? Hypervisor { get; init; }

    /// <summary>Only this row.</summary>
    public HypervisorCapabilitiesId? Id { get; init; }

    /// <summary>Only items in whose name or description this text occurs.</summary>
    public string? Keyword { get; init; }

    /// <inheritdoc/>
    public int? Page { get; init; }

    /// <inheritdoc/>
    public int? PageSize { get; init; }
}
