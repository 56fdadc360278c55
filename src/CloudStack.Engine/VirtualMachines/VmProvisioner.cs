using CloudStack.Drivers;
using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Makes volumes on their pools through a host, and removes them.</summary>
internal sealed class VmProvisioner(
    Database database, VmSpecs specs, ImageAddresses images, VolumeImages volumeImages, StoragePoolCapacities pools, HypervisorGateway hypervisors,
    PlacementIndex index, TimeProvider time)
{
    /// <summary>A volume that is to be made.</summary>
    /// <param name="Volume">Its row.</param>
    /// <param name="Spec">As the driver wants it.</param>
    /// <param name="Template">What it is made from, where its hosts get it; null for an empty one, or when the template is nowhere any more.</param>
    /// <param name="IsTemplateThere">Whether the template is known to be on the pool already.</param>
    /// <param name="Image">The image that it is made from, such as a snapshot's; null for none.</param>
    internal sealed record ToMake(VolumeRow Volume, VolumeSpec Spec, TemplateSpec? Template, bool IsTemplateThere, ImageSpec? Image);

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
        var zone = volumes.Select(volume => volume.ZoneId).FirstOrDefault();
        var templates = sources.Templates.Count == 0 ? [] : await images.TemplatesAsync(db, sources.Templates.Values, zone, ct, sources.Copies);
        var sourceImages = await volumeImages.SourcesAsync(db, volumes, ct);
        return [.. volumes.Select(volume => new ToMake(volume, volumeSpecs[volume.Id], templates.GetValueOrDefault(volume.TemplateId ?? 0),
            ready.Contains((volume.TemplateId ?? 0, volume.PoolId!.Value)), sourceImages.GetValueOrDefault(volume.Id)))];
    }

    /// <summary>Makes the volumes that are not there yet.</summary>
    public async Task<IReadOnlyList<Made>> MakeAsync(HostConnection host, IReadOnlyList<ToMake> volumes, CancellationToken ct)
    {
        if (volumes.Count > 0 && host.Driver is not IHostStorage)
        {
            throw CloudStackException.Invalid($"{host.Driver.Traits.Hypervisor} hosts cannot make volumes.");
        }
        List<Made> made = [];
        foreach (var (volume, spec, source, isThere, image) in volumes)
        {
            TemplateFacts? template = null;
            await host.CallFacetAsync<IHostStorage, PoolFacts>("Primary storage", (storage, endpoint) => storage.EnsurePoolAsync(endpoint, spec.Pool, ct), ct);
            if (spec.Template is not null)
            {
                template = await host.CallFacetAsync<IHostStorage, TemplateFacts>("Primary storage",
                    (storage, endpoint) => storage.EnsureTemplateAsync(endpoint, spec.Pool, source ?? throw Gone(volume), ct), ct);
            }
            var facts = image is not null
                ? await host.CallFacetAsync<IVolumeImages, VolumeFacts>("Making volumes from images",
                    (storage, endpoint) => storage.ImportVolumeAsync(endpoint, spec, image, ct), ct)
                : await host.CallFacetAsync<IHostStorage, VolumeFacts>("Primary storage",
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
                .ExpectAsync();
            if (volume is { ImageStoreId: { } store, ImagePath: { } image })
            {
                // What was uploaded is on the pool now.
                await ImageRemovals.AddAsync(db, store, image, now);
                await db.Change<VolumeRow>(volume.Id).Set(row => row.ImageStoreId, (long?)null).Set(row => row.ImagePath, (string?)null).UpdateAsync();
            }
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

    /// <summary>Writes down that a template was brought to a pool.</summary>
    public async Task RecordTemplateAsync(Db db, long template, long zone, long pool, TemplateFacts facts)
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

    private static CloudStackException Gone(VolumeRow volume) => CloudStackException.Invalid(
        $"The template of the volume {volume.Name} ({volume.Uuid}) is not in its zone any more, and it was registered without an address.");
}
