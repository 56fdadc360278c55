namespace CloudStack;

/// <summary>Lists the zones that the caller may use.</summary>
[Command("listZones", Access = Role.Everyone, CountsAll = true, LegacyClass = "user.zone.ListZonesByCmd")]
public sealed record ListZones : IListCommand<Zone>
{
    /// <summary>For users: true shows every zone they may deploy in; false only those in which they have VMs.</summary>
    public bool? Available { get; init; }

    /// <summary>Only zones dedicated to this domain.</summary>
    public DomainId? DomainId { get; init; }

    /// <summary>Only this zone.</summary>
    public ZoneId? Id { get; init; }

    /// <summary>Only the zone with this name.</summary>
    public string? Name { get; init; }

    /// <summary>Whether to fill in <see cref="Zone.Capacity"/>; false by default.</summary>
    public bool? ShowCapacities { get; init; }

    /// <summary>Only items in whose name or description this text occurs.</summary>
    public string? Keyword { get; init; }

    /// <inheritdoc/>
    public int? Page { get; init; }

    /// <inheritdoc/>
    public int? PageSize { get; init; }
}
