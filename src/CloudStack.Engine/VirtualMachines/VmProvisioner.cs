using CloudStack.Drivers;
using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Makes volumes on their pools through a host, and removes them.</summary>
internal sealed class VmProvisioner(
    Database database, VmSpecs specs, StoragePoolCapacities pools, HypervisorGateway hypervisors, PlacementIndex index, TimeProvider time)
{
    /// <summary>A volume that is to be made.</summary>
    /// <param name="Volume">Its row.</param>
    /// <param name="Spec">As the driver wants it.</param>
    /// <param name="Template">What it is made from, or null.</param>
    /// <param name="IsTemplateThere">Whether the template is known to be on the pool already.</param>
    internal sealed record ToMake(VolumeRow Volume, VolumeSpec Spec, TemplateRow? Template, bool IsTemplateThere);

    /// <summary>A volume as it was made, with what its template takes on the pool if this brought it there.</summary>
    internal sealed record Made(VolumeRow Volume, Guid Pool, VolumeFacts Facts, TemplateFacts? Template);

    /// <summary>Reads what is needed to make volumes.</summary>
    public Task<IReadOnlyList<ToMake>> ReadAsync(IReadOnlyCollection<long> volumeIds, CancellationToken ct) => database.ReadAsync(async db =>
    {
        var rows = (await db.ByIdsAsync<VolumeRow>(volumeIds, ct)).Values.OrderBy(row => row.Id).ToList();
        return await ToMakeAsync(db, rows, await VmSpecs.SourcesAsync(db, rows, ct), ct);
    }, ct);

    /// <summary>The same, when the rows are there.</summary>
    public async Task<IReadOnlyList<ToMake>> ToMakeAsync(Db db, IReadOnlyCollection<VolumeRow> volumes, VolumeSources sources, CancellationToken ct)
    {
        var copies = await db.ListAsync<TemplatePoolRow>(nameof(TemplatePoolRow.TemplateId), [.. volumes.Select(volume => volume.TemplateId).OfType<long>()], ct);
        var ready = copies.Where(copy => copy.State == TemplateOnPool.Ready).Select(copy => (copy.TemplateId, copy.PoolId)).ToHashSet();
        var volumeSpecs = specs.Specs(volumes, sources);
        return [.. volumes.Select(volume => new ToMake(volume, volumeSpecs[volume.Id], volume.TemplateId is { } template ? sources.Templates[template] : null,
            ready.Contains((volume.TemplateId ?? 0, volume.PoolId!.Value))))];
    }

    /// <summary>Makes the volumes that are not there yet.</summary>
    public async Task<IReadOnlyList<Made>> MakeAsync(HostConnection host, IReadOnlyList<ToMake> volumes, CancellationToken ct)
    {
        if (volumes.Count > 0 && host.Driver is not IHostStorage)
        {
            throw CloudStackException.Invalid($"{host.Driver.Traits.Hypervisor} hosts cannot make volumes.");
        }
        List<Made> made = [];
        foreach (var (volume, spec, source, isThere) in volumes)
        {
            TemplateFacts? template = null;
            await host.CallFacetAsync<IHostStorage, PoolFacts>("Primary storage", (storage, endpoint) => storage.EnsurePoolAsync(endpoint, spec.Pool, ct), ct);
            if (spec.Template is not null)
            {
                template = await host.CallFacetAsync<IHostStorage, TemplateFacts>("Primary storage",
                    (storage, endpoint) => storage.EnsureTemplateAsync(endpoint, spec.Pool, Spec(source!), ct), ct);
            }
            var facts = await host.CallFacetAsync<IHostStorage, VolumeFacts>("Primary storage",
                (storage, endpoint) => storage.EnsureVolumeAsync(endpoint, spec, ct), ct);
            made.Add(new(volume, spec.Pool.Id.Value, facts, isThere ? null : template));
        }
        return made;
    }

    /// <summary>Writes down what was made, with the sizes that it really has.</summary>
    public async Task RecordAsync(Db db, IReadOnlyList<Made> made)
    {
        var now = time.GetUtcNow();
        foreach (var (volume, _, facts, template) in made)
        {
            var (size, path, pool) = (facts.SizeBytes, facts.Path, volume.PoolId!.Value);
            if (size != volume.HoldsBytes)
            {
                await pools.ReleaseAsync(db, pool, volume.HoldsBytes - size);
            }
            await db.Change<VolumeRow>(volume.Id)
                .Set(row => row.State, VolumeState.Ready)
                .Set(row => row.SizeBytes, size)
                .Set(row => row.HoldsBytes, size)
                .Set(row => row.Path, path)
                .Set(row => row.Updated, now)
                .UpdateAsync();
            if (template is not null)
            {
                await RecordTemplateAsync(db, volume.TemplateId!.Value, volume.ZoneId, pool, template);
            }
        }
    }

    /// <summary>After the commit: placement learns the real sizes.</summary>
    public void Recorded(IReadOnlyList<Made> made)
    {
        foreach (var (volume, pool, facts, _) in made.Where(one => one.Facts.SizeBytes != one.Volume.HoldsBytes))
        {
            index.Apply(pool, facts.SizeBytes - volume.HoldsBytes);
        }
    }

    /// <summary>Deletes volumes from their pools, through a host or, when that does not answer, through another one of its cluster.</summary>
    public async Task RemoveAsync(HostRow host, IReadOnlyCollection<long> volumeIds, CancellationToken ct)
    {
        if (volumeIds.Count == 0)
        {
            return;
        }
        var (volumeSpecs, others) = await database.ReadAsync(async db =>
        {
            var rows = await db.Volumes.Where(row => volumeIds.Contains(row.Id) && row.PoolId != null).ToListAsync(ct);
            return (await specs.SpecsAsync(db, rows, ct), await db.Hosts.Where(row => row.ClusterId == host.ClusterId && row.Id != host.Id && row.Removed.IsNotSet()
                && row.Status == HostStatus.Up).Take(2).ToListAsync(ct));
        }, ct);
        foreach (var spec in volumeSpecs.Values)
        {
            await RemoveThroughAnyAsync([host, .. others], spec, ct);
        }
    }

    private async Task RemoveThroughAnyAsync(IReadOnlyList<HostRow> hosts, VolumeSpec spec, CancellationToken ct)
    {
        for (var i = 0; ; i++)
        {
            try
            {
                var connection = await hypervisors.ConnectAsync(hosts[i], ct);
                await connection.CallFacetAsync<IHostStorage, bool>("Primary storage", async (storage, endpoint) =>
                {
                    await storage.RemoveVolumeAsync(endpoint, spec, ct);
                    return true;
                }, ct);
                return;
            }
            catch (DriverException) when (i + 1 < hosts.Count)
            {
                // Shared storage is reached through the next host just as well; a local pool's deletion fails there and tells.
            }
        }
    }

    private async Task RecordTemplateAsync(Db db, long template, long zone, long pool, TemplateFacts facts)
    {
        var copy = (await db.ListAsync<TemplatePoolRow>(nameof(TemplatePoolRow.TemplateId), template)).Find(row => row.PoolId == pool);
        if (copy is { State: TemplateOnPool.Ready })
        {
            return;
        }
        if (copy is null)
        {
            await db.InsertAsync(new TemplatePoolRow
            {
                TemplateId = template, PoolId = pool, State = TemplateOnPool.Ready, SizeBytes = facts.PhysicalSizeBytes, Created = time.GetUtcNow(),
            });
            await pools.ReleaseAsync(db, pool, -facts.PhysicalSizeBytes);
        }
        else
        {
            var size = facts.PhysicalSizeBytes;
            await db.TemplatePools.Where(row => row.Id == copy.Id).Set(row => row.State, TemplateOnPool.Ready).Set(row => row.SizeBytes, size).UpdateAsync();
            await pools.ReleaseAsync(db, pool, copy.SizeBytes - size);
        }
        // What the template really takes is known from its first copy.
        var (virtualSize, physicalSize) = (facts.VirtualSizeBytes, facts.PhysicalSizeBytes);
        await db.TemplateZones.Where(row => row.TemplateId == template && row.ZoneId == zone)
            .Set(row => row.VirtualSizeBytes, virtualSize).Set(row => row.PhysicalSizeBytes, physicalSize).UpdateAsync();
    }

    private static TemplateSpec Spec(TemplateRow template) => new()
    {
        Id = new TemplateId(template.Uuid),
        Format = template.Format,
        Source = new Uri(template.Url!),
        Checksum = template.Checksum,
    };
}
