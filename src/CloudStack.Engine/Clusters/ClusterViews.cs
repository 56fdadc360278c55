using CloudStack.Engine.Persistence;

namespace CloudStack.Engine;

/// <summary>Clusters as clients see them.</summary>
internal static class ClusterViews
{
    public static IQueryable<Cluster> AsClusters(this IQueryable<ClusterRow> clusters, Db db) =>
        from cluster in clusters
        join pod in db.Pods on cluster.PodId equals pod.Id
        join zone in db.Zones on cluster.ZoneId equals zone.Id
        orderby cluster.Id
        select new Cluster
        {
            Id = new ClusterId(cluster.Uuid),
            Name = cluster.Name,
            PodId = new PodId(pod.Uuid),
            PodName = pod.Name,
            ZoneId = new ZoneId(zone.Uuid),
            ZoneName = zone.Name,
            HypervisorType = cluster.Hypervisor,
            ClusterType = cluster.ClusterType,
            AllocationState = cluster.AllocationState,
            ManagedState = cluster.ManagedState,
        };
}
