namespace CloudStack;

/// <summary>
/// Tells where a virtual machine would be placed now, and why not elsewhere, without placing anything. What a deployment would refuse at once is
/// refused here too. Who is no root administrator learns only whether there is a place, and why not in words without hosts, clusters, pods and counts.
/// A command of this product; 4.1 has none like it.
/// </summary>
/// <param name="Request">The deployment to try.</param>
[Command("explainPlacement", Access = Role.Everyone)]
public sealed record ExplainPlacement(DeployVirtualMachine Request) : ICommand<PlacementReport>
{
    /// <summary>Hosts of the zone of which to tell what every rule says, at most 50; root administrators only.</summary>
    public IReadOnlyList<HostId>? HostIds { get; init; }
}

/// <summary>Where a virtual machine would go, or why it goes nowhere.</summary>
[View("placement")]
public sealed record PlacementReport
{
    /// <summary>Whether there is a place.</summary>
    public bool Placed { get; init; }

    /// <summary>The host.</summary>
    public HostId? HostId { get; init; }

    /// <summary>The host's cluster.</summary>
    public ClusterId? ClusterId { get; init; }

    /// <summary>The host's pod.</summary>
    public PodId? PodId { get; init; }

    /// <summary>Pools of the volumes, the root volume's first.</summary>
    public IReadOnlyList<StoragePoolId> StoragePoolIds { get; init; } = [];

    /// <summary>In one sentence, why there is no place; null when there is one.</summary>
    public string? Refusal { get; init; }

    /// <summary>Which filter refused which cluster, host or pool, and why, a line each.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];

    /// <summary>The planner that ran; null when the host was named, or when a VM went back to its last host.</summary>
    public string? Planner { get; init; }

    /// <summary>The clusters in the order in which they were tried, the first hundred at most.</summary>
    public IReadOnlyList<TriedClusterView> Clusters { get; init; } = [];

    /// <summary>How many places each rule refused, most first.</summary>
    public IReadOnlyList<RefusalCount> Refused { get; init; } = [];

    /// <summary>What every rule says of the hosts that the question names.</summary>
    public IReadOnlyList<ExplainedHost> Hosts { get; init; } = [];
}

/// <summary>A cluster that was tried.</summary>
[View("cluster")]
public sealed record TriedClusterView
{
    /// <summary>The cluster.</summary>
    public ClusterId Id { get; init; }

    /// <summary>Its name.</summary>
    public string Name { get; init; } = "";
}

/// <summary>How many places a rule refused.</summary>
[View("refusal")]
public sealed record RefusalCount
{
    /// <summary>What was refused: <c>cluster</c>, <c>host</c> or <c>pool</c>.</summary>
    public string Subject { get; init; } = "";

    /// <summary>The rule.</summary>
    public string Filter { get; init; } = "";

    /// <summary>How many.</summary>
    public int Count { get; init; }
}

/// <summary>What every rule says of one host.</summary>
[View("host")]
public sealed record ExplainedHost
{
    /// <summary>The host.</summary>
    public HostId Id { get; init; }

    /// <summary>Its name; null when it is not in the zone, or runs no guests.</summary>
    public string? Name { get; init; }

    /// <summary>Whether the VM could be there.</summary>
    public bool Admitted { get; init; }

    /// <summary>The rules: those about its cluster, then those about the host, then those about storage.</summary>
    public IReadOnlyList<ExplainedRule> Checks { get; init; } = [];
}

/// <summary>What one rule says of a host.</summary>
[View("check")]
public sealed record ExplainedRule
{
    /// <summary>What the rule is about: <c>cluster</c>, <c>host</c> or <c>pool</c>.</summary>
    public string Subject { get; init; } = "";

    /// <summary>The rule.</summary>
    public string Filter { get; init; } = "";

    /// <summary>Whether it lets the VM in.</summary>
    public bool Passes { get; init; }

    /// <summary>Its figures; for a refusal always.</summary>
    public string? Reason { get; init; }

    /// <summary>The smallest change that would make it pass; null when it passes, or when none is known.</summary>
    public string? Change { get; init; }
}

/// <summary>Placement questions, put to a cloud.</summary>
public static class PlacementQuestions
{
    /// <summary>Tells where a virtual machine would be placed now, and why not elsewhere, without placing anything.</summary>
    /// <param name="cloud">The cloud.</param>
    /// <param name="request">The deployment to try.</param>
    /// <param name="caller">An administrator; the VM would be the one that the request says, or the caller's.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="CloudStackException">The deployment would be refused for another reason than its place.</exception>
    public static Task<PlacementReport> ExplainPlacementAsync(
        this ICloud cloud, DeployVirtualMachine request, Caller caller, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(cloud);
        return cloud.ExecuteAsync(new ExplainPlacement(request), caller, cancellationToken);
    }
}
