using CloudStack.Engine.Persistence;
using CloudStack.Placement;

namespace CloudStack.Engine;

/// <summary>What placement has to know of a VM besides its own row and those of its volumes.</summary>
/// <param name="Zone">Its zone.</param>
/// <param name="Owner">Its account.</param>
/// <param name="OwnerDomainPath">Path of that account's domain.</param>
/// <param name="Offering">Its service offering.</param>
/// <param name="Template">What it was made from.</param>
/// <param name="TemplateSizeBytes">What the template takes on a pool.</param>
/// <param name="GuestOs">The category of its guest operating system.</param>
internal sealed record PlacementFacts(
    ZoneId Zone, AccountId Owner, string OwnerDomainPath, ServiceOfferingRow Offering, TemplateRow? Template, long TemplateSizeBytes, GuestOsCategoryId? GuestOs)
{
    /// <summary>The host that it ran on last, if that is still there.</summary>
    public HostId? LastHost { get; init; }

    /// <summary>The disk offerings of its volumes by number.</summary>
    public required IReadOnlyDictionary<long, DiskOfferingRow> DiskOfferings { get; init; }

    /// <summary>The pools that its volumes are on already, by number.</summary>
    public IReadOnlyDictionary<long, StoragePoolRow> Pools { get; init; } = new Dictionary<long, StoragePoolRow>();
}

/// <summary>Puts a VM's wishes into the words of placement.</summary>
internal sealed class VmPlacement(GuestOsCatalog guestOs)
{
    public async Task<PlacementRequest> RequestAsync(Db db, VirtualMachineRow vm, VmStartState state)
    {
        var volumes = await db.ListAsync<VolumeRow>(nameof(VolumeRow.VmId), vm.Id);
        return await RequestAsync(db, vm, [.. volumes.Where(row => row.Removed is null && row.State != VolumeState.Destroy)], state);
    }

    /// <summary>The request of a VM whose volumes are given.</summary>
    public async Task<PlacementRequest> RequestAsync(Db db, VirtualMachineRow vm, IReadOnlyList<VolumeRow> volumes, VmStartState state)
    {
        var template = vm.TemplateId is { } id ? await db.GetAsync<TemplateRow>(id) : null;
        var templateSize = template is null ? 0
            : (await db.ListAsync<TemplateZoneRow>(nameof(TemplateZoneRow.TemplateId), template.Id)).Find(row => row.ZoneId == vm.ZoneId)?.PhysicalSizeBytes ?? 0;
        var facts = new PlacementFacts(
            new ZoneId((await db.GetAsync<ZoneRow>(vm.ZoneId)).Uuid), new AccountId((await db.GetAsync<AccountRow>(vm.AccountId)).Uuid),
            (await db.GetAsync<DomainRow>(vm.DomainId)).Path,
            await db.GetAsync<ServiceOfferingRow>(vm.ServiceOfferingId), template, templateSize, (await guestOs.FindAsync(db, vm.GuestOsId))?.Category)
        {
            LastHost = vm.LastHostId is { } last && await db.FindAsync<HostRow>(last) is { Removed: null } host ? new HostId(host.Uuid) : null,
            DiskOfferings = await db.ByIdsAsync<DiskOfferingRow>([.. volumes.Where(volume => volume.DiskOfferingId != null).Select(volume => volume.DiskOfferingId!.Value)]),
            Pools = await db.ByIdsAsync<StoragePoolRow>([.. volumes.Where(volume => volume.PoolId != null).Select(volume => volume.PoolId!.Value)]),
        };
        return await WithAffinityAsync(db, vm, Request(vm, volumes, facts, state), state);
    }

    /// <summary>Adds what the VM's affinity groups ask, and to the state the versions that the claim makes sure of. Costs nothing for a VM in none.</summary>
    public static async Task<PlacementRequest> WithAffinityAsync(Db db, VirtualMachineRow vm, PlacementRequest request, VmStartState state)
    {
        if (!vm.InAffinityGroups)
        {
            state.Affinity = [];
            return request;
        }
        var affinity = await AffinityGroups.RulesAsync(db, vm.Id);
        state.Affinity = affinity.Versions;
        return request with { Affinity = affinity.Rules };
    }

    /// <summary>The request of a VM of which everything is known.</summary>
    public static PlacementRequest Request(VirtualMachineRow vm, IReadOnlyList<VolumeRow> volumes, PlacementFacts facts, VmStartState state) => new()
    {
        ZoneId = facts.Zone,
        HostId = state.PinnedHost is { } host ? new HostId(host) : null,
        LastHostId = facts.LastHost,
        KeepsReservation = vm.HoldsReserved,
        Hypervisor = vm.Hypervisor,
        Cores = vm.Cpus,
        Mhz = vm.CpuMhz,
        MemoryBytes = vm.MemoryBytes,
        HostTag = facts.Offering.HostTag,
        TemplateTag = facts.Template?.Tag,
        RequiresHvm = facts.Template?.RequiresHvm ?? false,
        GuestOsCategoryId = facts.GuestOs,
        OwnerId = facts.Owner,
        OwnerDomainPath = facts.OwnerDomainPath,
        IsRootAdmin = state.IsRootAdmin,
        Volumes = [.. volumes.OrderBy(volume => volume.DeviceId).Select(volume => Volume(volume, facts))],
        Avoid = new AvoidSet
        {
            Hosts = [.. state.AvoidHosts.Select(id => new HostId(id))],
            Pools = [.. state.AvoidPools.Select(id => new StoragePoolId(id))],
        },
    };

    private static VolumeRequest Volume(VolumeRow volume, PlacementFacts facts)
    {
        var disk = volume.DiskOfferingId is { } id ? facts.DiskOfferings[id] : null;
        var template = volume.TemplateId is not null && facts.Template is { IsIso: false } ? facts.Template : null;
        return new(new VolumeId(volume.Uuid), volume.SizeBytes)
        {
            IsRoot = volume.Type == VolumeType.Root,
            Tags = TagList.Split(disk is null ? facts.Offering.StorageTags : disk.StorageTags),
            IsLocal = disk?.UseLocalStorage ?? facts.Offering.UseLocalStorage,
            ExistingPoolId = volume.PoolId is { } pool ? new StoragePoolId(facts.Pools[pool].Uuid) : null,
            TemplateId = template is null ? null : new TemplateId(template.Uuid),
            TemplateSizeBytes = template is null ? 0 : facts.TemplateSizeBytes,
        };
    }
}
