using CloudStack.Drivers;
using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Makes volumes on their pools through a host, and removes them.</summary>
internal sealed class VmProvisioner(
    Database database, VmSpecs specs, ImageAddresses images, VolumeImages volumeImages, StoragePoolCapacities pools, HypervisorGateway hypervisors, PlacementIndex index, TimeProvider time)
{
    /// <summary>A volume as it was made, with what its template takes on the pool if this brought it there.</summary>
    internal sealed record Made(VolumeRow Volume, Guid Pool, VolumeFacts Facts, TemplateFacts? Template);

    /// <summary>Makes the volumes that are not there yet.</summary>
    public async Task<IReadOnlyList<Made>> MakeAsync(HostConnection host, VirtualMachineRow? vm, IReadOnlyCollection<long> volumeIds, CancellationToken ct)
    {
        if (volumeIds.Count == 0)
        {
            return [];
        }
        var (volumes, volumeSpecs, templates, sources) = await database.ReadAsync(async db =>
        {
            var rows = (await db.ByIdsAsync<VolumeRow>(volumeIds, ct)).Values.OrderBy(row => row.Id).ToList();
            var templateRows = await db.ByIdsAsync<TemplateRow>([.. rows.Where(row => row.TemplateId != null).Select(row => row.TemplateId!.Value)], ct);
            var zone = rows.Count == 0 ? 0 : rows[0].ZoneId;
            return (rows, await specs.SpecsAsync(db, rows, ct), templateRows.Count == 0 ? [] : await images.TemplatesAsync(db, templateRows.Values, zone, ct),
                await volumeImages.SourcesAsync(db, rows, ct));
        }, ct);
        if (host.Driver is not IHostStorage)
        {
            throw CloudStackException.Invalid($"{host.Driver.Traits.Hypervisor} hosts cannot make volumes.");
        }
        List<Made> made = [];
        foreach (var volume in volumes)
        {
            var spec = volumeSpecs[volume.Id];
            TemplateFacts? template = null;
            await host.CallFacetAsync<IHostStorage, PoolFacts>("Primary storage", (storage, endpoint) => storage.EnsurePoolAsync(endpoint, spec.Pool, ct), ct);
            if (spec.Template is not null)
            {
                template = await host.CallFacetAsync<IHostStorage, TemplateFacts>("Primary storage",
                    (storage, endpoint) => storage.EnsureTemplateAsync(endpoint, spec.Pool, Source(templates, volume), ct), ct);
            }
            var facts = sources.TryGetValue(volume.Id, out var image)
                ? await host.CallFacetAsync<IVolumeImages, VolumeFacts>("Making volumes from images",
                    (storage, endpoint) => storage.ImportVolumeAsync(endpoint, spec, image, ct), ct)
                : await host.CallFacetAsync<IHostStorage, VolumeFacts>("Primary storage",
                    (storage, endpoint) => storage.EnsureVolumeAsync(endpoint, spec, ct), ct);
            made.Add(new(volume, spec.Pool.Id.Value, facts, template));
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

    private async Task RecordTemplateAsync(Db db, long template, long zone, long pool, TemplateFacts facts)
    {
        var copy = (await db.ListAsync<TemplatePoolRow>(nameof(TemplatePoolRow.TemplateId), template)).Find(row => row.PoolId == pool);
        if (copy is { State: "Ready" })
        {
            return;
        }
        if (copy is null)
        {
            await db.InsertAsync(new TemplatePoolRow
            {
                TemplateId = template, PoolId = pool, State = "Ready", SizeBytes = facts.PhysicalSizeBytes, Created = time.GetUtcNow(),
            });
            await pools.ReleaseAsync(db, pool, -facts.PhysicalSizeBytes);
        }
        else
        {
            var size = facts.PhysicalSizeBytes;
            await db.TemplatePools.Where(row => row.Id == copy.Id).Set(row => row.State, "Ready").Set(row => row.SizeBytes, size).UpdateAsync();
            await pools.ReleaseAsync(db, pool, copy.SizeBytes - size);
        }
        // What the template really takes is known from its first copy.
        var (virtualSize, physicalSize) = (facts.VirtualSizeBytes, facts.PhysicalSizeBytes);
        await db.TemplateZones.Where(row => row.TemplateId == template && row.ZoneId == zone)
            .Set(row => row.VirtualSizeBytes, virtualSize).Set(row => row.PhysicalSizeBytes, physicalSize).UpdateAsync();
    }

    private static TemplateSpec Source(Dictionary<long, TemplateSpec> templates, VolumeRow volume) => templates.GetValueOrDefault(volume.TemplateId!.Value)
        ?? throw CloudStackException.Invalid($"The template of the volume {volume.Name} ({volume.Uuid}) is not in its zone any more, and it was registered without an address.");
}
