namespace CloudStack.Placement;

/// <summary>The hosts that would take a VM, in the order in which they would be chosen.</summary>
public sealed record HostCandidates
{
    /// <summary>The first ones, best first.</summary>
    public IReadOnlyList<HostCandidate> Hosts { get; init; } = [];

    /// <summary>Hosts that were passed over on the way, those first that lack least; when there is no candidate, hosts of the clusters with the smallest taken share.</summary>
    public IReadOnlyList<HostExplanation> Refused { get; init; } = [];

    /// <summary>In one sentence, why there is no candidate; null when there is one.</summary>
    public string? Refusal { get; init; }
}

/// <summary>A host that would take the VM.</summary>
/// <param name="Host">The host.</param>
/// <param name="Score">The sum of the preferences, higher first; those of equal score come in the planner's order.</param>
/// <param name="AtReservation">Whether it would take the VM in the capacity that it keeps for it.</param>
public sealed record HostCandidate(IHostView Host, double Score, bool AtReservation);

/// <summary>Lets a decision go on after its first place, until there are as many as wanted. Full clusters are left out as in any decision.</summary>
internal sealed class PlacementSurvey(int limit)
{
    public const int MostClusters = 8;

    private readonly HashSet<HostId> seen = [];

    public List<HostCandidate> Hosts { get; } = [];

    public List<IClusterView> Clusters { get; } = [];

    public void Try(IClusterView cluster)
    {
        if (Clusters.Count < MostClusters) Clusters.Add(cluster);
    }

    /// <summary>Takes a host that has just been found to do, and undoes what its volumes took.</summary>
    /// <returns>Whether there are enough.</returns>
    public bool Take(IHostView host, double score, PlacementContext placement, bool atReservation)
    {
        while (placement.Claims.Count > 0) placement.TakeBack();
        if (seen.Add(host.Id)) Hosts.Add(new HostCandidate(host, score, atReservation));
        return Hosts.Count >= limit;
    }
}
