using CloudStack.Engine.Persistence;
using CloudStack.Placement;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Puts a VM's wishes into the words of placement.</summary>
internal static class VmPlacement
{
    public static async Task<PlacementRequest> RequestAsync(Db db, VirtualMachineRow vm, VmStartState state)
    {
        var volumes = await db.Volumes.Where(row => row.VmId == vm.Id && row.Removed == null && row.State != VolumeState.Destroy).ToListAsync();
        return await RequestAsync(db, vm, volumes, state);
    }

    /// <summary>The request of a VM whose volumes are given, recorded or not yet.</summary>
    public static async Task<PlacementRequest> RequestAsync(Db db, VirtualMachineRow vm, IReadOnlyList<VolumeRow> volumes, VmStartState state)
    {
        var zone = await db.Zones.FirstAsync(row => row.Id == vm.ZoneId);
        var offering = await db.ServiceOfferings.FirstAsync(row => row.Id == vm.ServiceOfferingId);
        var template = vm.TemplateId is { } templateId ? await db.Templates.FirstAsync(row => row.Id == templateId) : null;
        var category = await (from os in db.GuestOsTypes
                              join group_ in db.GuestOsCategories on os.CategoryId equals group_.Id
                              where os.Id == vm.GuestOsId
                              select (Guid?)group_.Uuid).FirstOrDefaultAsync();
        var owner = await db.Accounts.Where(row => row.Id == vm.AccountId).Select(row => row.Uuid).FirstAsync();
        var lastHost = vm.LastHostId is { } last
            ? await db.Hosts.Where(row => row.Id == last && row.Removed == null).Select(row => (Guid?)row.Uuid).FirstOrDefaultAsync() : null;
        return new PlacementRequest
        {
            ZoneId = new ZoneId(zone.Uuid),
            HostId = state.PinnedHost is { } host ? new HostId(host) : null,
            LastHostId = lastHost is { } uuid ? new HostId(uuid) : null,
            KeepsReservation = vm.HoldsReserved,
            Hypervisor = vm.Hypervisor,
            Cores = vm.Cpus,
            Mhz = vm.CpuMhz,
            MemoryBytes = vm.MemoryBytes,
            HostTag = offering.HostTag,
            TemplateTag = template?.Tag,
            RequiresHvm = template?.RequiresHvm ?? false,
            GuestOsCategoryId = category is { } found ? new GuestOsCategoryId(found) : null,
            OwnerId = new AccountId(owner),
            IsRootAdmin = state.IsRootAdmin,
            Volumes = await VolumesAsync(db, vm, offering, template, volumes),
            Avoid = new AvoidSet
            {
                Hosts = [.. state.AvoidHosts.Select(id => new HostId(id))],
                Pools = [.. state.AvoidPools.Select(id => new StoragePoolId(id))],
            },
        };
    }

    private static async Task<IReadOnlyList<VolumeRequest>> VolumesAsync(
        Db db, VirtualMachineRow vm, ServiceOfferingRow offering, TemplateRow? template, IReadOnlyList<VolumeRow> volumes)
    {
        var offeringIds = volumes.Where(volume => volume.DiskOfferingId != null).Select(volume => volume.DiskOfferingId!.Value).ToArray();
        var poolIds = volumes.Where(volume => volume.PoolId != null).Select(volume => volume.PoolId!.Value).ToArray();
        var diskOfferings = offeringIds.Length == 0 ? [] : await db.DiskOfferings.Where(row => offeringIds.Contains(row.Id)).ToDictionaryAsync(row => row.Id);
        var pools = poolIds.Length == 0 ? [] : await db.StoragePools.Where(row => poolIds.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.Uuid);
        var templateSize = template is null || template.IsIso ? 0
            : await db.TemplateZones.Where(row => row.TemplateId == template.Id && row.ZoneId == vm.ZoneId).Select(row => row.PhysicalSizeBytes).FirstOrDefaultAsync();
        return [.. volumes.OrderBy(volume => volume.DeviceId).Select(volume =>
        {
            var disk = volume.DiskOfferingId is { } id ? diskOfferings[id] : null;
            var fromTemplate = volume.TemplateId is not null && template is { IsIso: false };
            return new VolumeRequest(new VolumeId(volume.Uuid), volume.SizeBytes)
            {
                IsRoot = volume.Type == VolumeType.Root,
                Tags = TagList.Split(disk is null ? offering.StorageTags : disk.StorageTags),
                IsLocal = disk?.UseLocalStorage ?? offering.UseLocalStorage,
                ExistingPoolId = volume.PoolId is { } pool ? new StoragePoolId(pools[pool]) : null,
                TemplateId = fromTemplate ? new TemplateId(template!.Uuid) : null,
                TemplateSizeBytes = fromTemplate ? templateSize : 0,
            };
        })];
    }
}
