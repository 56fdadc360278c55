using CloudStack.Engine.Persistence;
using CloudStack.Placement;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>A VM that is on a host, and what it would ask of another.</summary>
/// <param name="Row">The VM.</param>
/// <param name="Host">Its host.</param>
/// <param name="Request">What it needs; VMs that need the same share one. Without volumes.</param>
/// <param name="SharedPools">The pools that its volumes are on and that its cluster shares.</param>
/// <param name="LocalPool">Name of a pool on its host's own disks that has one of its volumes; null for none.</param>
internal sealed record PlacedVm(VirtualMachineRow Row, HostId Host, PlacementRequest Request, IReadOnlyList<Guid> SharedPools, string? LocalPool);

/// <summary>Reads the running VMs of a zone with what placement has to know of them, in as many statements for many as for one.</summary>
internal static class PlacedVms
{
    /// <param name="db">The database.</param>
    /// <param name="zone">The zone.</param>
    /// <param name="hosts">Only those on these hosts; null for all.</param>
    public static async Task<IReadOnlyList<PlacedVm>> ReadAsync(Db db, ZoneRow zone, IReadOnlySet<Guid>? hosts)
    {
        var rows = await (from vm in db.VirtualMachines
                          join host in db.Hosts on vm.HostId equals host.Id
                          join offering in db.ServiceOfferings on vm.ServiceOfferingId equals offering.Id
                          join account in db.Accounts on vm.AccountId equals account.Id
                          join domain in db.Domains on vm.DomainId equals domain.Id
                          from template in db.Templates.Where(row => row.Id == vm.TemplateId).DefaultIfEmpty()
                          from guestOs in db.GuestOsTypes.Where(row => row.Id == vm.GuestOsId).DefaultIfEmpty()
                          from category in db.GuestOsCategories.Where(row => row.Id == guestOs.CategoryId).DefaultIfEmpty()
                          where vm.ZoneId == zone.Id && vm.Removed.IsNotSet() && vm.State == VirtualMachineState.Running
                          orderby vm.Id
                          select new
                          {
                              Vm = vm,
                              Host = host.Uuid,
                              HostName = host.Name,
                              Owner = account.Uuid,
                              domain.Path,
                              offering.HostTag,
                              TemplateTag = template == null ? null : template.Tag,
                              Hvm = template != null && template.RequiresHvm,
                              Category = category == null ? (Guid?)null : category.Uuid,
                          }).ToListAsync();
        var pools = (await (from volume in db.Volumes
                            join pool in db.StoragePools on volume.PoolId equals pool.Id
                            where volume.ZoneId == zone.Id && volume.VmId != null && volume.Removed.IsNotSet()
                            select new { Vm = volume.VmId!.Value, pool.Uuid, pool.Name, IsLocal = pool.HostId != null }).ToListAsync()).ToLookup(volume => volume.Vm);
        var groups = rows.Exists(row => row.Vm.InAffinityGroups) ? await GroupsAsync(db, zone) : [];
        var places = rows.ToDictionary(row => row.Vm.Id, row => new AffinityMember(row.Vm.InstanceName, new HostId(row.Host), row.HostName));
        var members = groups.ToLookup(member => member.Group.Id, member => member.Vm);
        var ofVm = groups.ToLookup(member => member.Vm, member => member.Group);
        if (hosts is not null)
        {
            rows = [.. rows.Where(row => hosts.Contains(row.Host))];
        }
        Dictionary<PlacementRequest, PlacementRequest> known = [];
        return [.. rows.Select(row =>
        {
            var request = new PlacementRequest
            {
                ZoneId = new ZoneId(zone.Uuid),
                Hypervisor = row.Vm.Hypervisor,
                Cores = row.Vm.Cpus,
                Mhz = row.Vm.CpuMhz,
                MemoryBytes = row.Vm.MemoryBytes,
                HostTag = row.HostTag,
                TemplateTag = row.TemplateTag,
                RequiresHvm = row.Hvm,
                GuestOsCategoryId = row.Category is { } category ? new GuestOsCategoryId(category) : null,
                OwnerId = new AccountId(row.Owner),
                OwnerDomainPath = row.Path,
            };
            if (row.Vm.InAffinityGroups)
            {
                request = request with
                {
                    Affinity = [.. ofVm[row.Vm.Id].Select(group => new AffinityRule(new AffinityGroupId(group.Uuid), group.Name, group.Type,
                        [.. members[group.Id].Where(other => other != row.Vm.Id && places.ContainsKey(other)).Select(other => places[other])]))],
                };
            }
            if (!known.TryGetValue(request, out var shared))
            {
                known[request] = shared = request;
            }
            var own = pools[row.Vm.Id].ToList();
            return new PlacedVm(row.Vm, new HostId(row.Host), shared, [.. own.Where(pool => !pool.IsLocal).Select(pool => pool.Uuid).Distinct()],
                own.Find(pool => pool.IsLocal)?.Name);
        })];
    }

    private static async Task<List<(AffinityGroupRow Group, long Vm)>> GroupsAsync(Db db, ZoneRow zone) =>
        [.. (await (from member in db.AffinityMembers
                    join row in db.AffinityGroups on member.GroupId equals row.Id
                    join vm in db.VirtualMachines on member.VmId equals vm.Id
                    where vm.ZoneId == zone.Id && row.Removed.IsNotSet()
                    select new { Group = row, Vm = vm.Id }).ToListAsync()).Select(found => (found.Group, found.Vm))];
}
