using CloudStack.Placement;

namespace CloudStack.Engine;

/// <summary>What placement says of itself, as views.</summary>
internal static class PlacementReports
{
    public static PlacementReport Of(PlacementResult result) => new()
    {
        Placed = result.IsPlaced,
        HostId = result.HostId,
        ClusterId = result.ClusterId,
        PodId = result.PodId,
        StoragePoolIds = [.. result.Volumes.Select(volume => volume.PoolId)],
        Refusal = result.Refusal,
        Reasons = result.Trace?.ToLines() ?? [],
        Planner = result.Trace?.Planner,
        Clusters = [.. (result.Trace?.Clusters ?? []).Select(cluster => new TriedClusterView { Id = cluster.Id, Name = cluster.Name })],
        Refused = result.Trace is { } trace
            ? [.. trace.Counts.OrderByDescending(count => count.Value).Select(count => new RefusalCount { Subject = Word(count.Key.Subject), Filter = count.Key.Filter, Count = count.Value })]
            : [],
    };

    public static ExplainedHost Of(HostExplanation host) => new()
    {
        Id = host.HostId,
        Name = host.HostName,
        Admitted = host.IsAdmitted,
        Checks = [.. host.Checks.Select(check => new ExplainedRule
        {
            Subject = Word(check.Subject), Filter = check.Filter, Passes = check.Passes, Reason = check.Reason, Change = check.Change,
        })],
    };

    private static string Word(TraceSubject subject) => subject.ToString().ToLowerInvariant();
}
