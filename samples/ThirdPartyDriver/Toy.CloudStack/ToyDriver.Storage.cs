using CloudStack.Drivers;

namespace Toy.CloudStack;

public sealed partial class ToyDriver : IHostStorage
{
    private const long PoolBytes = 10L << 40;
    private const long TemplateBytes = 1L << 30;

    /// <inheritdoc/>
    public Task<PoolFacts> EnsurePoolAsync(HostEndpoint host, PoolSpec pool, CancellationToken cancellationToken) => RunAsync(host, machine =>
    {
        if (!Traits.PoolTypes.Contains(pool.Type))
        {
            throw new DriverException(Outcome.NotApplied, $"Host {machine.Name} cannot use pools of type {pool.Type}; it can use {string.Join(", ", Traits.PoolTypes)}.");
        }

        machine.Pools.Add(pool.Id.Value);
        if (!_world.Pools.TryGetValue(pool.Id.Value, out var stored))
        {
            _world.Pools[pool.Id.Value] = stored = new ToyPool();
        }

        return new PoolFacts(PoolBytes, Math.Min(PoolBytes, stored.Templates.Values.Sum() + stored.Volumes.Values.Sum()));
    }, cancellationToken);

    /// <inheritdoc/>
    public Task RemovePoolAsync(HostEndpoint host, PoolSpec pool, CancellationToken cancellationToken) => RunAsync(host, machine => machine.Pools.Remove(pool.Id.Value), cancellationToken);

    /// <inheritdoc/>
    public Task<TemplateFacts> EnsureTemplateAsync(HostEndpoint host, PoolSpec pool, TemplateSpec template, CancellationToken cancellationToken) => RunAsync(host, machine =>
    {
        if (template.Source.Scheme is not ("http" or "https" or "nfs" or "file"))
        {
            throw new DriverException(Outcome.NotApplied, $"Host {machine.Name} cannot fetch template {template.Id} from {template.Source.Scheme}://; use http, https, nfs or file.");
        }

        RequirePool(machine, pool).Templates.TryAdd(template.Id.Value, TemplateBytes);
        return new TemplateFacts(TemplateBytes, TemplateBytes);
    }, cancellationToken);

    /// <inheritdoc/>
    public Task<VolumeFacts> EnsureVolumeAsync(HostEndpoint host, VolumeSpec volume, CancellationToken cancellationToken) => RunAsync(host, machine =>
    {
        var pool = RequirePool(machine, volume.Pool);
        if (!pool.Volumes.TryGetValue(volume.Id.Value, out var size))
        {
            var templateSize = 0L;
            if (volume.Template is { } template && !pool.Templates.TryGetValue(template.Value, out templateSize))
            {
                throw new DriverException(Outcome.NotApplied, $"Template {template} is not on pool {volume.Pool.Id}. Ensure it there first.");
            }

            pool.Volumes[volume.Id.Value] = size = Math.Max(volume.SizeBytes, templateSize);
        }

        return new VolumeFacts(size, volume.Id.ToString());
    }, cancellationToken);

    /// <inheritdoc/>
    public Task RemoveVolumeAsync(HostEndpoint host, VolumeSpec volume, CancellationToken cancellationToken) =>
        RunAsync(host, machine => RequirePool(machine, volume.Pool).Volumes.Remove(volume.Id.Value), cancellationToken);

    private void RequireVolumes(ToyHost host, VmSpec spec)
    {
        foreach (var disk in spec.Disks)
        {
            if (!RequirePool(host, disk.Volume.Pool).Volumes.ContainsKey(disk.Volume.Id.Value))
            {
                throw new DriverException(Outcome.NotApplied, $"Volume {disk.Volume.Id} of VM {spec.Vm.Name} is not on pool {disk.Volume.Pool.Id}. Ensure it there first.");
            }
        }
    }

    private ToyPool RequirePool(ToyHost host, PoolSpec pool) =>
        host.Pools.Contains(pool.Id.Value)
            ? _world.Pools[pool.Id.Value]
            : throw new DriverException(Outcome.NotApplied, $"Pool {pool.Id} is not in use on host {host.Name}. Ensure it there first.");
}
