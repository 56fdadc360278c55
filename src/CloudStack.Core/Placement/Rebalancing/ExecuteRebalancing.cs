namespace CloudStack;

/// <summary>
/// Makes the moves of a plan of <c>planRebalancing</c>, or those of them that you want, a few at once. A move that is refused by now is told and the others
/// go on; a virtual machine that is on its target already counts as moved. A command of this product; 4.1 has none like it.
/// </summary>
/// <param name="ZoneId">The zone.</param>
/// <param name="Moves">The moves, in order.</param>
[Command("executeRebalancing", Access = Role.Admin, Runs = Runs.AsJob, Event = EventType.ZoneRebalance)]
public sealed record ExecuteRebalancing(
    ZoneId ZoneId,
    [property: MapKeys("virtualmachineid", "hostid")] IReadOnlyList<WantedMove> Moves) : ICommand<RebalancingResult>
{
    /// <summary>How many migrations at once, 1 to 16; 2 without it.</summary>
    public int? AtOnce { get; init; }
}

/// <summary>A move to make.</summary>
public sealed record WantedMove
{
    /// <summary>The virtual machine; required.</summary>
    public VirtualMachineId? VirtualMachineId { get; init; }

    /// <summary>The host that it shall go to; required.</summary>
    public HostId? HostId { get; init; }
}

/// <summary>What came of it.</summary>
[View("rebalancing")]
public sealed record RebalancingResult
{
    /// <summary>How many moves were made.</summary>
    public int Moved { get; init; }

    /// <summary>The moves that were not made, with the reason, a line each.</summary>
    public IReadOnlyList<string> Failures { get; init; } = [];

    /// <summary>Standard deviation of the hosts' taken shares (0 to 1) before, as measured.</summary>
    public double DeviationBefore { get; init; }

    /// <summary>The same that all moves would have led to.</summary>
    public double DeviationPromised { get; init; }

    /// <summary>The same afterwards, as measured.</summary>
    public double DeviationAfter { get; init; }
}
