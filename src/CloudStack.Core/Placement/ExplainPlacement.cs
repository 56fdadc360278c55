namespace CloudStack;

/// <summary>
/// Tells where a virtual machine would be placed now, and why not elsewhere, without placing anything. What a deployment would refuse at once is
/// refused here too. A command of this product; 4.1 has none like it.
/// </summary>
/// <param name="Request">The deployment to try.</param>
[Command("explainPlacement", Access = Role.Admin)]
public sealed record ExplainPlacement(DeployVirtualMachine Request) : ICommand<PlacementReport>;

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
