using CloudStack.Engine.Persistence;

namespace CloudStack.Engine;

/// <summary>Traffic types of physical networks as clients see them.</summary>
internal static class TrafficTypeViews
{
    public static IQueryable<TrafficTypeEntry> AsTrafficTypes(this IQueryable<TrafficTypeRow> rows, Db db) =>
        from row in rows
        from physical in db.PhysicalNetworks.Where(physical => physical.Id == row.PhysicalNetworkId)
        orderby row.Id
        select new TrafficTypeEntry
        {
            Id = new TrafficTypeEntryId(row.Uuid),
            TrafficType = row.TrafficType,
            PhysicalNetworkId = new PhysicalNetworkId(physical.Uuid),
            XenNetworkLabel = row.XenLabel,
            KvmNetworkLabel = row.KvmLabel,
            VmwareNetworkLabel = row.VmwareLabel,
        };
}
