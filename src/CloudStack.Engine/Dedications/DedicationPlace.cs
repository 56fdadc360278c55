namespace CloudStack.Engine;

/// <summary>A zone, pod, cluster or host that is, or is to be, dedicated.</summary>
internal sealed record DedicationPlace(DedicationKind Kind, long Id, string Name, long ZoneId, long? PodId, long? ClusterId)
{
    public static DedicationPlace Of(ZoneRow zone) => new(DedicationKind.Zone, zone.Id, zone.Name, zone.Id, null, null);

    public static DedicationPlace Of(PodRow pod) => new(DedicationKind.Pod, pod.Id, pod.Name, pod.ZoneId, pod.Id, null);

    public static DedicationPlace Of(ClusterRow cluster) => new(DedicationKind.Cluster, cluster.Id, cluster.Name, cluster.ZoneId, cluster.PodId, cluster.Id);

    /// <exception cref="CloudStackException">The host runs no virtual machines (431).</exception>
    public static DedicationPlace Of(HostRow host) => host.Type == HostRules.Routing && host.ClusterId is { } cluster
        ? new(DedicationKind.Host, host.Id, host.Name, host.ZoneId, host.PodId, cluster)
        : throw CloudStackException.Invalid($"The host {host.Name} is of type {host.Type}; only hosts that run virtual machines can be dedicated.");

    /// <summary>Whether a dedication is of a place that holds this one, or of this one.</summary>
    public bool IsIn(DedicationRow other) => other.Kind switch
    {
        DedicationKind.Zone => true,
        DedicationKind.Pod => PodId == other.PlaceId,
        DedicationKind.Cluster => ClusterId == other.PlaceId,
        _ => Kind == DedicationKind.Host && Id == other.PlaceId,
    };

    /// <summary>Whether a dedication is of a place in this one.</summary>
    public bool Holds(DedicationRow other) => other.Kind > Kind && Kind switch
    {
        DedicationKind.Zone => true,
        DedicationKind.Pod => other.PodId == Id,
        _ => other.ClusterId == Id,
    };

    public override string ToString() => $"{Kind.ToString().ToLowerInvariant()} {Name}";
}
