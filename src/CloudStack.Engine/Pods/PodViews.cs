using CloudStack.Engine.Persistence;

namespace CloudStack.Engine;

/// <summary>Pods as clients see them.</summary>
internal static class PodViews
{
    public static IQueryable<Pod> AsPods(this IQueryable<PodRow> pods, Db db) =>
        from pod in pods
        join zone in db.Zones on pod.ZoneId equals zone.Id
        orderby pod.Id
        select new Pod
        {
            Id = new PodId(pod.Uuid),
            Name = pod.Name,
            ZoneId = new ZoneId(zone.Uuid),
            ZoneName = zone.Name,
            Gateway = pod.Gateway,
            Netmask = Ip4.NetmaskOf(pod.CidrSize),
            StartIp = pod.StartIp,
            EndIp = pod.EndIp,
            AllocationState = pod.AllocationState,
        };
}
