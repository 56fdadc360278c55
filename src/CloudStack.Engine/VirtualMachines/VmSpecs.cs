using CloudStack.Drivers;
using CloudStack.Engine.Persistence;

namespace CloudStack.Engine;

/// <summary>Writes down for a driver what a VM shall be.</summary>
internal sealed class VmSpecs(NetworkOrchestrator networks, ImageAddresses images, ISecretProtector secrets)
{
    public static VmRef Ref(VirtualMachineRow vm) => new(new VirtualMachineId(vm.Uuid), vm.InstanceName);

    /// <summary>The whole desired state of a running VM.</summary>
    public async Task<VmSpec> RunningAsync(Db db, VirtualMachineRow vm, CancellationToken ct)
    {
        var guestOs = await db.FindAsync<GuestOsRow>(vm.GuestOsId, ct);
        var details = await db.ListAsync<VmDetailRow>(nameof(VmDetailRow.VmId), vm.Id, ct);
        return Base(vm, VmPower.Running) with
        {
            LimitCpu = vm.LimitCpu,
            GuestOs = guestOs?.Name ?? "Other (64-bit)",
            Disks = await DisksAsync(db, vm, ct),
            Iso = vm.IsoId is { } iso ? await images.IsoAsync(db, iso, vm.ZoneId, ct) : null,
            Nics = await networks.SpecsAsync(db, vm),
            ConsolePassword = vm.VncPassword is null ? null : secrets.Unprotect(vm.VncPassword),
            Details = details.DistinctBy(row => row.Name).ToDictionary(row => row.Name, row => row.Value),
        };
    }

    /// <summary>A VM that shall stop.</summary>
    public static VmSpec Stopped(VirtualMachineRow vm, TimeSpan graceful) => Base(vm, VmPower.Stopped) with { GracefulStop = graceful };

    /// <summary>A VM's volumes, as specs.</summary>
    public async Task<IReadOnlyList<DiskSpec>> DisksAsync(Db db, VirtualMachineRow vm, CancellationToken ct)
    {
        var volumes = (await db.ListAsync<VolumeRow>(nameof(VolumeRow.VmId), vm.Id, ct))
            .Where(row => row.Removed is null && row.PoolId is not null && row.State != VolumeState.Destroy).ToList();
        var specs = await SpecsAsync(db, volumes, ct);
        return [.. volumes.OrderBy(row => row.DeviceId).Select(volume => new DiskSpec(specs[volume.Id], volume.DeviceId ?? 0))];
    }

    /// <summary>Volumes that have a pool, as specs by their numbers.</summary>
    public async Task<Dictionary<long, VolumeSpec>> SpecsAsync(Db db, IReadOnlyCollection<VolumeRow> volumes, CancellationToken ct)
    {
        var pools = await db.ByIdsAsync<StoragePoolRow>([.. volumes.Where(volume => volume.PoolId != null).Select(volume => volume.PoolId!.Value)], ct);
        var templates = await db.ByIdsAsync<TemplateRow>([.. volumes.Where(volume => volume.TemplateId != null).Select(volume => volume.TemplateId!.Value)], ct);
        var poolSpecs = pools.ToDictionary(pool => pool.Key, pool => PoolSpecs.Of(pool.Value, secrets));
        return volumes.Where(volume => volume.PoolId != null).ToDictionary(volume => volume.Id, volume => new VolumeSpec
        {
            Id = new VolumeId(volume.Uuid),
            Pool = poolSpecs[volume.PoolId!.Value],
            SizeBytes = volume.SizeBytes,
            Template = volume.TemplateId is { } template && !templates[template].IsIso ? new TemplateId(templates[template].Uuid) : null,
        });
    }

    private static VmSpec Base(VirtualMachineRow vm, VmPower power) => new()
    {
        Vm = Ref(vm),
        Power = power,
        Cpus = vm.Cpus,
        CpuMhz = vm.CpuMhz,
        MemoryBytes = vm.MemoryBytes,
        DisplayName = vm.DisplayName ?? vm.Name,
    };
}
