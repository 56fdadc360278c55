namespace CloudStack.Drivers.Simulator;

public sealed partial class SimulatorDriver : IVolumeResize, IVolumeMigration
{
    /// <inheritdoc/>
    public Task<VolumeFacts> ResizeVolumeAsync(HostEndpoint host, VmRef? vm, VolumeSpec volume, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(volume);
        return CallAsync(SimulatorCall.ResizeVolume, host, vm?.Name, (vm, volume), static (driver, machine, asked) => driver.ResizeVolume(machine, asked.vm, asked.volume), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<VolumeFacts> MigrateVolumeAsync(HostEndpoint host, VmRef? vm, VolumeSpec from, VolumeSpec to, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        return CallAsync(SimulatorCall.MigrateVolume, host, vm?.Name, (vm, from, to), static (driver, machine, asked) => driver.MigrateVolume(machine, asked.vm, asked.from, asked.to), cancellationToken);
    }

    private VolumeFacts ResizeVolume(SimulatedHost host, VmRef? vm, VolumeSpec volume)
    {
        var stored = FindVolume(host, volume);
        if (vm is not null)
        {
            _ = RequireRunning(host, vm.Name);
        }

        if (stored.Size != volume.SizeBytes)
        {
            world.Commit(stored with { Size = volume.SizeBytes, Version = 0 });
        }

        return new VolumeFacts(volume.SizeBytes, volume.Id.ToString());
    }

    private VolumeFacts MigrateVolume(SimulatedHost host, VmRef? vm, VolumeSpec from, VolumeSpec to)
    {
        RequireMount(host, to.Pool.Id.Value);
        var running = vm is null ? null : RequireRunning(host, vm.Name);
        var target = world.PoolOf(to.Pool.Id.Value);
        WorldRecord? copy;
        lock (target.Gate)
        {
            target.Volumes.TryGet(to.Id.Value, out copy);
        }

        if (copy is null)
        {
            copy = FindVolume(host, from) with { Pool = to.Pool.Id.Value, Version = 0 };
            world.Commit(copy);
        }

        if (running is not null)
        {
            world.Commit(host.Change(running with
            {
                Disks = [.. running.Disks.Select(disk => disk.Volume == to.Id.Value ? disk with { Pool = to.Pool.Id.Value } : disk)],
            }));
        }

        return new VolumeFacts(copy.Size, to.Id.ToString());
    }
}
