namespace CloudStack.Placement;

/// <summary>Keeps VMs of others from a dedicated host; <see cref="ClusterGate"/> does so for zones, pods and clusters.</summary>
internal sealed class DedicationFilter : IHostFilter
{
    public string Name => "Dedication";

    public Verdict Check(IHostView host, PlacementContext placement) =>
        host.Dedication is { } dedication && !Allows(dedication, placement.Request) ? placement.No($"is dedicated to {dedication.Owner}") : Verdict.Yes;

    public string ChangeFor(IHostView host, PlacementContext placement) => "release the dedication of the host, or deploy for its owner";

    public static Verdict Check(IClusterView cluster, PlacementContext placement)
    {
        var pod = cluster.Pod;
        var request = placement.Request;
        if (pod.Zone.Dedication is { } ofZone && !Allows(ofZone, request)) return placement.No($"zone {pod.Zone.Name} is dedicated to {ofZone.Owner}");
        if (pod.Dedication is { } ofPod && !Allows(ofPod, request)) return placement.No($"pod {pod.Name} is dedicated to {ofPod.Owner}");
        if (cluster.Dedication is { } own && !Allows(own, request)) return placement.No($"is dedicated to {own.Owner}");
        return Verdict.Yes;
    }

    public static bool Allows(Dedication dedication, PlacementRequest request) => dedication.Allows(request.OwnerId, request.OwnerDomainPath);
}
