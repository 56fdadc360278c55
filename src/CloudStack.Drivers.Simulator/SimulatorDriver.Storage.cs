namespace CloudStack.Drivers.Simulator;

public sealed partial class SimulatorDriver : IHostStorage
{
    /// <inheritdoc/>
    public Task<PoolFacts> EnsurePoolAsync(HostEndpoint host, PoolSpec pool, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(pool);
        return CallAsync(SimulatorCall.EnsurePool, host, null, (host, pool), static (driver, machine, asked) => driver.EnsurePool(machine, asked.host, asked.pool), cancellationToken);
    }

    /// <inheritdoc/>
    public Task RemovePoolAsync(HostEndpoint host, PoolSpec pool, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(pool);
        return CallAsync(SimulatorCall.RemovePool, host, null, pool, static (driver, machine, asked) => driver.RemovePool(machine, asked), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<TemplateFacts> EnsureTemplateAsync(HostEndpoint host, PoolSpec pool, TemplateSpec template, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(pool);
        ArgumentNullException.ThrowIfNull(template);
        return CallAsync(
            SimulatorCall.EnsureTemplate, host, null, (pool, template), static (driver, machine, asked) => driver.EnsureTemplate(machine, asked.pool, asked.template), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<VolumeFacts> EnsureVolumeAsync(HostEndpoint host, VolumeSpec volume, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(volume);
        return CallAsync(SimulatorCall.EnsureVolume, host, null, volume, static (driver, machine, asked) => driver.EnsureVolume(machine, asked), cancellationToken);
    }

    /// <inheritdoc/>
    public Task RemoveVolumeAsync(HostEndpoint host, VolumeSpec volume, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(volume);
        return CallAsync(SimulatorCall.RemoveVolume, host, null, volume, static (driver, machine, asked) => driver.RemoveVolume(machine, asked), cancellationToken);
    }

    private PoolFacts EnsurePool(SimulatedHost host, HostEndpoint endpoint, PoolSpec pool)
    {
        if (!Traits.PoolTypes.Contains(pool.Type))
        {
            throw new DriverException(Outcome.NotApplied, $"Host {host.Name} cannot use pools of type {pool.Type}. It can use {string.Join(", ", Traits.PoolTypes)}.");
        }

        if (!host.Mounts.TryGet(pool.Id.Value, out _))
        {
            world.Commit(new WorldRecord { Kind = RecordKind.Mount, Host = host.Name, Pool = pool.Id.Value });
        }

        var isLocal = pool.Type == PoolTypes.Filesystem && pool.Path == host.LocalStoragePath;
        var capacity = isLocal ? host.SizeFor(endpoint, Options).LocalDiskBytes : Options.PoolBytes;
        return new PoolFacts(capacity, Math.Min(capacity, world.PoolOf(pool.Id.Value).UsedBytes));
    }

    private bool RemovePool(SimulatedHost host, PoolSpec pool)
    {
        if (host.Mounts.TryGet(pool.Id.Value, out _))
        {
            world.Commit(new WorldRecord { Kind = RecordKind.Mount, Host = host.Name, Pool = pool.Id.Value, Gone = true });
        }

        return true;
    }

    private TemplateFacts EnsureTemplate(SimulatedHost host, PoolSpec pool, TemplateSpec template)
    {
        if (!Traits.ImageFormats.Contains(template.Format, StringComparer.OrdinalIgnoreCase))
        {
            throw new DriverException(Outcome.NotApplied, $"Host {host.Name} cannot run images of format {template.Format}. It can run {string.Join(", ", Traits.ImageFormats)}.");
        }

        if (template.Source.Scheme is not ("http" or "https" or "nfs" or "file"))
        {
            throw new DriverException(Outcome.NotApplied, $"Host {host.Name} cannot fetch template {template.Id} from {template.Source.Scheme}://: use http, https, nfs or file.");
        }

        RequireMount(host, pool.Id.Value);
        var there = world.PoolOf(pool.Id.Value);
        lock (there.Gate)
        {
            if (!there.Templates.TryGet(template.Id.Value, out var stored))
            {
                stored = new WorldRecord { Kind = RecordKind.Template, Pool = pool.Id.Value, Id = template.Id.Value, Size = SizeOf(host, template) };
                world.Commit(stored);
            }

            return new TemplateFacts(stored.Size, SimulatedPool.BytesOf(stored));
        }
    }

    /// <summary>An image that is really there tells its size.</summary>
    private long SizeOf(SimulatedHost host, TemplateSpec template) =>
        template.Source.IsFile && ImageFile.Find(host, new ImageSpec(template.Source, template.Format)) is { } image ? image.VirtualSizeBytes : Options.TemplateBytes;

    private VolumeFacts EnsureVolume(SimulatedHost host, VolumeSpec volume)
    {
        RequireMount(host, volume.Pool.Id.Value);
        var pool = world.PoolOf(volume.Pool.Id.Value);
        lock (pool.Gate)
        {
            if (!pool.Volumes.TryGet(volume.Id.Value, out var stored))
            {
                stored = new WorldRecord
                {
                    Kind = RecordKind.Volume,
                    Pool = volume.Pool.Id.Value,
                    Id = volume.Id.Value,
                    Size = Math.Max(volume.SizeBytes, volume.Template is { } template ? RequireTemplate(host, pool, volume.Pool, template).Size : 0),
                };
                world.Commit(stored);
            }

            return new VolumeFacts(stored.Size, volume.Id.ToString());
        }
    }

    private bool RemoveVolume(SimulatedHost host, VolumeSpec volume)
    {
        RequireMount(host, volume.Pool.Id.Value);
        var pool = world.PoolOf(volume.Pool.Id.Value);
        lock (pool.Gate)
        {
            if (pool.Volumes.TryGet(volume.Id.Value, out _))
            {
                world.Commit(new WorldRecord { Kind = RecordKind.Volume, Pool = volume.Pool.Id.Value, Id = volume.Id.Value, Gone = true });
            }
        }

        return true;
    }

    private static void RequireMount(SimulatedHost host, Guid pool)
    {
        if (!host.Mounts.TryGet(pool, out _))
        {
            throw new DriverException(Outcome.NotApplied, $"Pool {pool} is not in use on host {host.Name}. Ensure the pool there first.");
        }
    }

    private void RequireVolume(Guid poolId, Guid volume)
    {
        var pool = world.PoolOf(poolId);
        lock (pool.Gate)
        {
            if (!pool.Volumes.TryGet(volume, out _))
            {
                throw new DriverException(Outcome.NotApplied, $"Volume {volume} is not on pool {poolId}. Ensure the volume first.");
            }
        }
    }

    private static WorldRecord RequireTemplate(SimulatedHost host, SimulatedPool pool, PoolSpec spec, TemplateId template) =>
        pool.Templates.TryGet(template.Value, out var stored)
            ? stored
            : throw new DriverException(Outcome.NotApplied, $"Template {template} is not on pool {spec.Id}. Ensure the template there first, with host {host.Name} or another.");
}
