using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>All rows of a zone that placement looks at, in a fixed number of queries.</summary>
internal sealed record ZoneRows(
    ZoneRow Zone, List<PodRow> Pods, List<ClusterRow> Clusters, List<HostRow> Hosts, List<HostCapacityRow> HostCapacities, List<StoragePoolRow> Pools,
    List<StoragePoolCapacityRow> PoolCapacities, List<(Guid Pool, Guid Template)> Templates, List<OwnerVms> OwnerVms, Dictionary<long, Guid> GuestOsCategories, ZoneDedications Dedications)
{
    public static async Task<ZoneRows?> ReadAsync(Db db, long zoneId, CancellationToken ct)
    {
        var zone = await db.Zones.FirstOrDefaultAsync(row => row.Id == zoneId && row.Removed.IsNotSet(), ct);
        if (zone is null)
        {
            return null;
        }
        var dedications = await CloudStack.Engine.Dedications.ReadAsync(db, zoneId, ct);
        var templates = await (from copy in db.TemplatePools
                               join pool in db.StoragePools on copy.PoolId equals pool.Id
                               join template in db.Templates on copy.TemplateId equals template.Id
                               where pool.ZoneId == zoneId && pool.Removed.IsNotSet()
                               select new { Pool = pool.Uuid, Template = template.Uuid }).ToListAsync(ct);
        var owners = await (from vm in db.VirtualMachines
                            join account in db.Accounts on vm.AccountId equals account.Id
                            where vm.ZoneId == zoneId && vm.HostId != null && vm.Removed.IsNotSet()
                            group vm by new { Host = vm.HostId!.Value, account.Uuid } into byOwner
                            select new OwnerVms(byOwner.Key.Host, byOwner.Key.Uuid, byOwner.Count())).ToListAsync(ct);
        return new(
            zone,
            await db.Pods.Where(row => row.ZoneId == zoneId && row.Removed.IsNotSet()).OrderBy(row => row.Id).ToListAsync(ct),
            await db.Clusters.Where(row => row.ZoneId == zoneId && row.Removed.IsNotSet()).OrderBy(row => row.Id).ToListAsync(ct),
            await db.Hosts.Where(row => row.ZoneId == zoneId && row.Removed.IsNotSet() && row.Type == "Routing").OrderBy(row => row.Id).ToListAsync(ct),
            await db.HostCapacities.Where(row => row.ZoneId == zoneId).ToListAsync(ct),
            await db.StoragePools.Where(row => row.ZoneId == zoneId && row.Removed.IsNotSet()).OrderBy(row => row.Id).ToListAsync(ct),
            await db.StoragePoolCapacities.Where(row => row.ZoneId == zoneId).ToListAsync(ct),
            [.. templates.Select(copy => (copy.Pool, copy.Template))],
            owners,
            await db.GuestOsCategories.ToDictionaryAsync(row => row.Id, row => row.Uuid, ct),
            dedications);
    }
}

/// <summary>How many VMs an account has on a host.</summary>
internal sealed record OwnerVms(long HostId, Guid Account, int Vms);
