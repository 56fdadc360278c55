using CloudStack.Drivers;
using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Writes down for a driver what a VM shall be.</summary>
internal sealed class VmSpecs(NetworkOrchestrator networks, ISecretProtector secrets)
{
    public static VmRef Ref(VirtualMachineRow vm) => new(new VirtualMachineId(vm.Uuid), vm.InstanceName);

    /// <summary>The whole desired state of a running VM.</summary>
    public async Task<VmSpec> RunningAsync(Db db, VirtualMachineRow vm, CancellationToken ct)
    {
        var guestOs = await db.GuestOsTypes.Where(row => row.Id == vm.GuestOsId).Select(row => row.Name).FirstOrDefaultAsync(ct);
        var details = await db.VmDetails.Where(row => row.VmId == vm.Id).ToListAsync(ct);
        return Base(vm, VmPower.Running) with
        {
            LimitCpu = vm.LimitCpu,
            GuestOs = guestOs ?? "Other (64-bit)",
            Disks = await DisksAsync(db, vm, ct),
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
        var volumes = await db.Volumes.Where(row => row.VmId == vm.Id && row.Removed == null && row.PoolId != null && row.State != VolumeState.Destroy)
            .OrderBy(row => row.DeviceId).ToListAsync(ct);
        var specs = await SpecsAsync(db, volumes, ct);
        return [.. volumes.Select(volume => new DiskSpec(specs[volume.Id], volume.DeviceId ?? 0))];
    }

    /// <summary>Volumes that have a pool, as specs by their numbers.</summary>
    public async Task<Dictionary<long, VolumeSpec>> SpecsAsync(Db db, IReadOnlyCollection<VolumeRow> volumes, CancellationToken ct)
    {
        var poolIds = volumes.Where(volume => volume.PoolId != null).Select(volume => volume.PoolId!.Value).Distinct().ToArray();
        var templateIds = volumes.Where(volume => volume.TemplateId != null).Select(volume => volume.TemplateId!.Value).Distinct().ToArray();
        var pools = await db.StoragePools.Where(row => poolIds.Contains(row.Id)).ToListAsync(ct);
        var templates = await db.Templates.Where(row => templateIds.Contains(row.Id)).ToDictionaryAsync(row => row.Id, ct);
        Dictionary<long, PoolSpec> poolSpecs = [];
        foreach (var pool in pools)
        {
            poolSpecs[pool.Id] = await PoolSpecs.ForAsync(db, pool, secrets);
        }
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
