namespace CloudStack;

/// <summary>
/// Plans live migrations that even out how full the hosts of a zone, pod or cluster are. Nothing moves: have the moves that you want made with
/// <c>executeRebalancing</c>. Virtual machines stay within their cluster. A command of this product; 4.1 has none like it.
/// </summary>
/// <param name="ZoneId">The zone.</param>
[Command("planRebalancing", Access = Role.Admin)]
public sealed record PlanRebalancing(ZoneId ZoneId) : ICommand<RebalancingPlan>
{
    /// <summary>Only the hosts of this cluster.</summary>
    public ClusterId? ClusterId { get; init; }

    /// <summary>What is evened out: <c>cpu</c> or <c>memory</c>; without it, as the setting <c>host.capacityType.to.order.clusters</c> says.</summary>
    public string? Capacity { get; init; }

    /// <summary>How many moves at most; 100 without it.</summary>
    public int? MaxMoves { get; init; }

    /// <summary>How many GiB may be sent over the network at most.</summary>
    public int? MaxGigabytes { get; init; }

    /// <summary>A move that gains less is left out.</summary>
    public double? MinGain { get; init; }

    /// <summary>Virtual machines with one of these names of tags stay where they are.</summary>
    public IReadOnlyList<string>? PinnedTags { get; init; }
}

/// <summary>A plan of live migrations.</summary>
[View("rebalancingplan")]
public sealed record RebalancingPlan
{
    /// <summary>The moves, in the order in which they are to be made.</summary>
    public IReadOnlyList<RebalancingMove> Moves { get; init; } = [];

    /// <summary>Standard deviation of the hosts' taken shares (0 to 1) now.</summary>
    public double DeviationBefore { get; init; }

    /// <summary>The same after all moves.</summary>
    public double DeviationAfter { get; init; }

    /// <summary>GiB that the moves send over the network.</summary>
    public double Gigabytes { get; init; }
}

/// <summary>A live migration of a plan.</summary>
[View("move")]
public sealed record RebalancingMove
{
    /// <summary>The virtual machine.</summary>
    public VirtualMachineId VirtualMachineId { get; init; }

    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>The host that it leaves.</summary>
    public HostId? FromHostId { get; init; }

    /// <summary>Name of the host that it leaves.</summary>
    public string? FromHost { get; init; }

    /// <summary>The host that it goes to.</summary>
    public HostId? ToHostId { get; init; }

    /// <summary>Name of the host that it goes to.</summary>
    public string? ToHost { get; init; }

    /// <summary>By how much the sum of the squares of the hosts' shares falls, in thousandths: larger is better.</summary>
    public double? Gain { get; init; }

    /// <summary>GiB that it sends over the network.</summary>
    public double? Gigabytes { get; init; }
}
