using CloudStack.Engine.Persistence;
using CloudStack.Placement;

namespace CloudStack.Engine;

/// <summary>Puts a VM's wishes into the words of placement.</summary>
internal static class VmPlacement
{
    public static async Task<PlacementRequest> RequestAsync(Db db, VirtualMachineRow vm, VmStartState state)
    {
        var volumes = await db.ListAsync<VolumeRow>(nameof(VolumeRow.VmId), vm.Id);
        return await RequestAsync(db, vm, [.. volumes.Where(row => row.Removed is null && row.State != VolumeState.Destroy)], state);
    }

    /// <summary>The request of a VM whose volumes are given, recorded or not yet.</summary>
    public static async Task<PlacementRequest> RequestAsync(Db db, VirtualMachineRow vm, IReadOnlyList<VolumeRow> volumes, VmStartState state)
    {
        var zone = await db.GetAsync<ZoneRow>(vm.ZoneId);
        var offering = await db.GetAsync<ServiceOfferingRow>(vm.ServiceOfferingId);
        var template = vm.TemplateId is { } templateId ? await db.GetAsync<TemplateRow>(templateId) : null;
        var guestOs = await db.FindAsync<GuestOsRow>(vm.GuestOsId);
        var category = guestOs is null ? null : await db.FindAsync<GuestOsCategoryRow>(guestOs.CategoryId);
        var owner = await db.GetAsync<AccountRow>(vm.AccountId);
        var lastHost = vm.LastHostId is { } last ? await db.FindAsync<HostRow>(last) : null;
        return new PlacementRequest
        {
            ZoneId = new ZoneId(zone.Uuid),
            HostId = state.PinnedHost is { } host ? new HostId(host) : null,
            LastHostId = lastHost is { Removed: null } ? new HostId(lastHost.Uuid) : null,
            KeepsReservation = vm.HoldsReserved,
            Hypervisor = vm.Hypervisor,
            Cores = vm.Cpus,
            Mhz = vm.CpuMhz,
            MemoryBytes = vm.MemoryBytes,
            HostTag = offering.HostTag,
            TemplateTag = template?.Tag,
            RequiresHvm = template?.RequiresHvm ?? false,
            GuestOsCategoryId = category is null ? null : new GuestOsCategoryId(category.Uuid),
            OwnerId = new AccountId(owner.Uuid),
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
        var diskOfferings = await db.ByIdsAsync<DiskOfferingRow>(offeringIds);
        var pools = await db.ByIdsAsync<StoragePoolRow>(poolIds);
        var templateSize = template is null || template.IsIso ? 0
            : (await db.ListAsync<TemplateZoneRow>(nameof(TemplateZoneRow.TemplateId), template.Id)).Find(row => row.ZoneId == vm.ZoneId)?.PhysicalSizeBytes ?? 0;
        return [.. volumes.OrderBy(volume => volume.DeviceId).Select(volume =>
        {
            var disk = volume.DiskOfferingId is { } id ? diskOfferings[id] : null;
            var fromTemplate = volume.TemplateId is not null && template is { IsIso: false };
            return new VolumeRequest(new VolumeId(volume.Uuid), volume.SizeBytes)
            {
                IsRoot = volume.Type == VolumeType.Root,
                Tags = TagList.Split(disk is null ? offering.StorageTags : disk.StorageTags),
                IsLocal = disk?.UseLocalStorage ?? offering.UseLocalStorage,
                ExistingPoolId = volume.PoolId is { } pool ? new StoragePoolId(pools[pool].Uuid) : null,
                TemplateId = fromTemplate ? new TemplateId(template!.Uuid) : null,
                TemplateSizeBytes = fromTemplate ? templateSize : 0,
            };
        })];
    }
}
