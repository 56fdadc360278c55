namespace CloudStack.Placement;

/// <summary>Why a VM finds no place, in words for its owner: nothing of hosts, clusters, pods, pools, their names or their number.</summary>
public static class OwnersWords
{
    /// <summary>What the zone lacks for the VM, as far as its owner may know.</summary>
    /// <param name="request">The VM, which has just been refused.</param>
    /// <param name="view">The cloud.</param>
    public static string Of(PlacementRequest request, ICapacityView view)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(view);
        var clusters = view.FindZone(request.ZoneId)?.Clusters ?? [];
        var fitting = clusters.Where(cluster => string.Equals(cluster.Hypervisor, request.Hypervisor, StringComparison.OrdinalIgnoreCase)).ToList();
        if (fitting.Count == 0) return $"The zone offers no {request.Hypervisor}, which the template needs.";
        if (request.TemplateTag is { } template && !fitting.Exists(cluster => Carries(cluster, template)))
        {
            return "The template needs a host tag that no host of the zone carries.";
        }
        if (request.HostTag is { } offering && !fitting.Exists(cluster => Carries(cluster, offering)))
        {
            return "The offering needs a host tag that no host of the zone carries.";
        }
        foreach (var volume in request.Volumes)
        {
            if (volume.Tags.Count > 0 && !fitting.Exists(cluster => HasPool(cluster, volume))) return "An offering needs storage tags that no storage of the zone carries.";
        }
        return "There is no capacity for this offering.";
    }

    private static bool Carries(IClusterView cluster, string tag) => cluster.MayCarry(tag) && cluster.Hosts.Any(host => host.HasTag(tag));

    private static bool HasPool(IClusterView cluster, VolumeRequest volume)
    {
        var pools = volume.IsLocal ? cluster.Hosts.SelectMany(host => host.LocalPools) : cluster.Pools;
        return pools.Any(pool => volume.Tags.All(tag => pool.Tags.Contains(tag, StringComparer.Ordinal)));
    }
}
