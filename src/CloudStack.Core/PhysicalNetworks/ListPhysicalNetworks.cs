namespace CloudStack;

/// <summary>Lists physical networks.</summary>
[Command("listPhysicalNetworks", Access = Role.Admin, CountsAll = true, LegacyClass = "admin.network.ListPhysicalNetworksCmd", Since = "3.0.0")]
public sealed record ListPhysicalNetworks : IListCommand<PhysicalNetwork>
{
    /// <summary>Only this physical network.</summary>
    public PhysicalNetworkId? Id { get; init; }

    /// <summary>Only those with this name.</summary>
    public string? Name { get; init; }

    /// <summary>Only those of this zone.</summary>
    public ZoneId? ZoneId { get; init; }

    /// <summary>Only items in whose name or description this text occurs.</summary>
    public string? Keyword { get; init; }

    /// <inheritdoc/>
    public int? Page { get; init; }

    /// <inheritdoc/>
    public int? PageSize { get; init; }
}
