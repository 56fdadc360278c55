namespace CloudStack;

/// <summary>
/// Lists placement decisions of the decision log, the newest first, as long as <c>placement.log.hours</c> keeps them. A decision appears a moment after it
/// was made. A command of this product; 4.1 has none like it.
/// </summary>
[Command("listPlacementDecisions", Access = Role.Admin)]
public sealed record ListPlacementDecisions : IListCommand<PlacementDecision>
{
    /// <summary>Only those at this time or earlier; a plain date means its end.</summary>
    public DateTimeOffset? EndDate { get; init; }

    /// <summary>Whether to tell why there and why not elsewhere, by deciding again with the zone as it was then; slow in a large zone.</summary>
    public bool? Explain { get; init; }

    /// <summary>Page to return, from 1; goes together with <see cref="PageSize"/>.</summary>
    public int? Page { get; init; }

    /// <summary>Items a page, at most <c>default.page.size</c>; -1 alone means all.</summary>
    public int? PageSize { get; init; }

    /// <summary>Only those at this time or later; a plain date means its start.</summary>
    public DateTimeOffset? StartDate { get; init; }

    /// <summary>Only those about this virtual machine; one that is gone is found too.</summary>
    public string? VirtualMachineId { get; init; }

    /// <summary>Only those in this zone.</summary>
    public ZoneId? ZoneId { get; init; }
}

/// <summary>A placement decision as it was made.</summary>
[View("placementdecision")]
public sealed record PlacementDecision
{
    /// <summary>When.</summary>
    public DateTimeOffset Created { get; init; }

    /// <summary>The virtual machine; null for a decision that was about none, such as a question.</summary>
    public VirtualMachineId? VirtualMachineId { get; init; }

    /// <summary>The zone.</summary>
    public ZoneId ZoneId { get; init; }

    /// <summary><c>Placed</c>, <c>AtReservation</c> (where its last host kept room for it), <c>Refused</c> or <c>Lost</c> (decided again at once).</summary>
    public string Outcome { get; init; } = "";

    /// <summary>The host; null when there was no place.</summary>
    public HostId? HostId { get; init; }

    /// <summary>Pools of the volumes.</summary>
    public IReadOnlyList<StoragePoolId> StoragePoolIds { get; init; } = [];

    /// <summary>In one sentence, why there was no place.</summary>
    public string? Refusal { get; init; }

    /// <summary>Cores that were asked for.</summary>
    public int Cores { get; init; }

    /// <summary>MHz of each core.</summary>
    public int Mhz { get; init; }

    /// <summary>MiB of memory.</summary>
    public long Memory { get; init; }

    /// <summary>The number by which its random choices can be made again.</summary>
    public string Seed { get; init; } = "";

    /// <summary>The segment of the log, which begins with a snapshot of the zone.</summary>
    public string Snapshot { get; init; } = "";

    /// <summary>Microseconds that it took.</summary>
    public long Duration { get; init; }

    /// <summary>Why there and why not elsewhere, where that was asked for and the snapshot is still there.</summary>
    public PlacementReport? Explanation { get; init; }
}
