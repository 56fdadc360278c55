using CloudStack.Drivers;
using CloudStack.Engine.Persistence;

namespace CloudStack.Engine;

/// <summary>Writes down for a driver what a VM shall be.</summary>
internal sealed class VmSpecs(NetworkOrchestrator networks, ImageAddresses images, ISecretProtector secrets, GuestOsCatalog guestOs)
{
    public static VmRef Ref(VirtualMachineRow vm) => new(new VirtualMachineId(vm.Uuid), vm.InstanceName);

    /// <summary>The whole desired state of a running VM.</summary>
    public async Task<VmSpec> RunningAsync(Db db, VirtualMachineRow vm, CancellationToken ct)
    {
        var volumes = await VolumesAsync(db, vm, ct);
        return await RunningAsync(db, vm, volumes, await SourcesAsync(db, volumes, ct), null, ct);
    }

    /// <summary>The same, when the volumes, what they are made of and perhaps the deployment are there.</summary>
    public async Task<VmSpec> RunningAsync(
        Db db, VirtualMachineRow vm, IReadOnlyList<VolumeRow> volumes, VolumeSources sources, DeploymentPlan? plan, CancellationToken ct)
    {
        var specs = Specs(volumes, sources);
        return Base(vm, VmPower.Running) with
        {
            LimitCpu = vm.LimitCpu,
            GuestOs = (await guestOs.FindAsync(db, vm.GuestOsId, ct))?.Name ?? "Other (64-bit)",
            Disks = [.. volumes.Select(volume => new DiskSpec(specs[volume.Id], volume.DeviceId ?? 0))],
            Iso = vm.IsoId is { } iso ? await images.IsoAsync(db, iso, vm.ZoneId, ct) : null,
            Nics = await networks.SpecsAsync(db, vm, plan?.Offering),
            ConsolePassword = vm.VncPassword is null ? null : secrets.Unprotect(vm.VncPassword),
            Details = plan?.Details ?? (await db.ListAsync<VmDetailRow>(nameof(VmDetailRow.VmId), vm.Id, ct))
                .DistinctBy(row => row.Name).ToDictionary(row => row.Name, row => row.Value),
        };
    }

    /// <summary>A VM that shall stop.</summary>
    public static VmSpec Stopped(VirtualMachineRow vm, TimeSpan graceful) => Base(vm, VmPower.Stopped) with { GracefulStop = graceful };

    /// <summary>A VM's volumes that are on pools, in the order of their devices.</summary>
    public static async Task<IReadOnlyList<VolumeRow>> VolumesAsync(Db db, VirtualMachineRow vm, CancellationToken ct) =>
        [.. (await db.ListAsync<VolumeRow>(nameof(VolumeRow.VmId), vm.Id, ct))
            .Where(row => row.Removed is null && row.PoolId is not null && row.State != VolumeState.Destroy).OrderBy(row => row.DeviceId)];

    /// <summary>Volumes that have a pool, as specs by their numbers.</summary>
    public async Task<Dictionary<long, VolumeSpec>> SpecsAsync(Db db, IReadOnlyCollection<VolumeRow> volumes, CancellationToken ct) =>
        Specs(volumes, await SourcesAsync(db, volumes, ct));

    /// <summary>The pools and templates of volumes.</summary>
    public static async Task<VolumeSources> SourcesAsync(Db db, IReadOnlyCollection<VolumeRow> volumes, CancellationToken ct, DeploymentPlan? plan = null)
    {
        var templates = volumes.Select(volume => volume.TemplateId).OfType<long>().Distinct().ToArray();
        return new(
            await db.ByIdsAsync<StoragePoolRow>([.. volumes.Select(volume => volume.PoolId).OfType<long>()], ct),
            plan is not null && templates.All(template => template == plan.Template.Id)
                ? new() { [plan.Template.Id] = plan.Template } : await db.ByIdsAsync<TemplateRow>(templates, ct),
            plan is null ? null : [plan.Copy]);
    }

    /// <summary>Volumes that have a pool, as specs by their numbers.</summary>
    public Dictionary<long, VolumeSpec> Specs(IReadOnlyCollection<VolumeRow> volumes, VolumeSources sources)
    {
        var pools = sources.Pools.ToDictionary(pool => pool.Key, pool => PoolSpecs.Of(pool.Value, secrets));
        return volumes.Where(volume => volume.PoolId != null).ToDictionary(volume => volume.Id, volume => new VolumeSpec
        {
            Id = new VolumeId(volume.Uuid),
            Pool = pools[volume.PoolId!.Value],
            SizeBytes = volume.SizeBytes,
            Template = volume.TemplateId is { } template && !sources.Templates[template].IsIso ? new TemplateId(sources.Templates[template].Uuid) : null,
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

/// <summary>The pools that volumes are on and the templates that they are made from, by number; and where these are, if that is known.</summary>
internal sealed record VolumeSources(
    Dictionary<long, StoragePoolRow> Pools, Dictionary<long, TemplateRow> Templates, IReadOnlyList<TemplateZoneRow>? Copies = null);
