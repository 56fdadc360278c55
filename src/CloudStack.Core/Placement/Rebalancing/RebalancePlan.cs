namespace CloudStack.Placement;

/// <summary>A running VM, as rebalancing sees it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name, for messages.</param>
/// <param name="HostId">The host that it runs on.</param>
/// <param name="Request">What it needs of a host; VMs that need the same should share one, then they are looked at together.</param>
public sealed record RebalanceVm(VirtualMachineId Id, string Name, HostId HostId, PlacementRequest Request)
{
    /// <summary>Bytes that its move sends over the network: its memory, and the volumes that cannot stay.</summary>
    public long CostBytes { get; init; } = Request.MemoryBytes;

    /// <summary>Whether it can be migrated at all.</summary>
    public bool IsMovable { get; init; } = true;

    /// <summary>Affinity groups: of each, one VM moves in a plan at most, because a rule may hang on where the others are.</summary>
    public IReadOnlyList<object> Groups { get; init; } = [];
}

/// <summary>What a rebalancing plan evens out, and what it may cost.</summary>
public sealed record RebalanceLimits
{
    /// <summary>What is evened out.</summary>
    public CapacityKind Kind { get; init; } = CapacityKind.Cpu;

    /// <summary>How many moves at most.</summary>
    public int MostMoves { get; init; } = int.MaxValue;

    /// <summary>How many bytes may be sent over the network at most.</summary>
    public long MostBytes { get; init; } = long.MaxValue;

    /// <summary>A move that gains less is not worth making; see <see cref="RebalanceMove.Gain"/>.</summary>
    public double LeastGain { get; init; } = 0.001;

    /// <summary>Whether a VM may go to another cluster; its volumes must be reachable there.</summary>
    public bool AcrossClusters { get; init; }
}

/// <summary>Moves in the order in which they are to be made.</summary>
public sealed record RebalancePlan
{
    /// <summary>The moves.</summary>
    public required IReadOnlyList<RebalanceMove> Moves { get; init; }

    /// <summary>Standard deviation of the hosts' shares (0 to 1) now.</summary>
    public double DeviationBefore { get; init; }

    /// <summary>The same after all moves.</summary>
    public double DeviationAfter { get; init; }

    /// <summary>The standard deviation by which plans are measured; 0 of nothing.</summary>
    /// <param name="values">The hosts' figures.</param>
    public static double Deviation(IReadOnlyCollection<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Count == 0) return 0;
        var mean = values.Average();
        return Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
    }
}

/// <summary>A live migration.</summary>
/// <param name="VirtualMachineId">The VM.</param>
/// <param name="Name">Its name.</param>
/// <param name="From">The host that it leaves.</param>
/// <param name="To">The host that it goes to.</param>
/// <param name="Gain">By how much the sum of the squares of the hosts' taken shares falls, in thousandths: larger is better.</param>
/// <param name="CostBytes">Bytes that it sends over the network.</param>
public sealed record RebalanceMove(VirtualMachineId VirtualMachineId, string Name, HostId From, HostId To, double Gain, long CostBytes);
