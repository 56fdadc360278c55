namespace CloudStack.Drivers.Simulator;

public sealed partial class SimulatorDriver : IVolumeImages, IVolumeSnapshots
{
    /// <inheritdoc/>
    public Task<ImageFacts> ExportVolumeAsync(HostEndpoint host, VolumeSpec volume, ImageSpec target, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(volume);
        ArgumentNullException.ThrowIfNull(target);
        return CallAsync(SimulatorCall.ExportVolume, host, null, (volume, target), static (driver, machine, asked) => driver.ExportVolume(machine, asked.volume, asked.target), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<VolumeFacts> ImportVolumeAsync(HostEndpoint host, VolumeSpec volume, ImageSpec source, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(volume);
        ArgumentNullException.ThrowIfNull(source);
        return CallAsync(SimulatorCall.ImportVolume, host, null, (volume, source), static (driver, machine, asked) => driver.ImportVolume(machine, asked.volume, asked.source), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<ImageFacts> BackUpVolumeAsync(
        HostEndpoint host, VmRef? vm, VolumeSpec volume, SnapshotId snapshot, ImageSpec target, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(volume);
        ArgumentNullException.ThrowIfNull(target);
        return CallAsync(
            SimulatorCall.BackUpVolume, host, vm?.Name, (vm, volume, target), static (driver, machine, asked) => driver.BackUpVolume(machine, asked.vm, asked.volume, asked.target), cancellationToken);
    }

    private ImageFacts ExportVolume(SimulatedHost host, VolumeSpec volume, ImageSpec target)
    {
        var stored = FindVolume(host, volume);
        if (host.Vms.Values.FirstOrDefault(vm => vm.Power == VmPower.Running && vm.Disks.Any(disk => disk.Volume == volume.Id.Value)) is { } user)
        {
            throw new DriverException(Outcome.NotApplied, $"Volume {volume.Id} is in use by VM {user.Name} on host {host.Name}. Stop the VM first.");
        }

        return ImageFile.Write(host, target, stored.Size);
    }

    private VolumeFacts ImportVolume(SimulatedHost host, VolumeSpec volume, ImageSpec source)
    {
        RequireMount(host, volume.Pool.Id.Value);
        var pool = world.PoolOf(volume.Pool.Id.Value);
        lock (pool.Gate)
        {
            if (!pool.Volumes.TryGet(volume.Id.Value, out var stored))
            {
                var image = ImageFile.Read(host, source);
                stored = new WorldRecord
                {
                    Kind = RecordKind.Volume,
                    Pool = volume.Pool.Id.Value,
                    Id = volume.Id.Value,
                    Size = Math.Max(volume.SizeBytes, image?.VirtualSizeBytes ?? 0),
                };
                world.Commit(stored);
            }

            return new VolumeFacts(stored.Size, volume.Id.ToString());
        }
    }

    private ImageFacts BackUpVolume(SimulatedHost host, VmRef? vm, VolumeSpec volume, ImageSpec target)
    {
        var stored = FindVolume(host, volume);
        if (vm is not null)
        {
            _ = RequireRunning(host, vm.Name);
        }

        return ImageFile.Find(host, target) ?? ImageFile.Write(host, target, stored.Size);
    }

    private WorldRecord FindVolume(SimulatedHost host, VolumeSpec volume)
    {
        RequireMount(host, volume.Pool.Id.Value);
        var pool = world.PoolOf(volume.Pool.Id.Value);
        lock (pool.Gate)
        {
            return pool.Volumes.TryGet(volume.Id.Value, out var stored) ? stored
                : throw new DriverException(Outcome.NotApplied, $"Volume {volume.Id} is not on pool {volume.Pool.Id}. Ensure the volume first.");
        }
    }
}
