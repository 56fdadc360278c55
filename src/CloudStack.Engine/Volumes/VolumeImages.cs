using CloudStack.Drivers;
using CloudStack.Engine.Persistence;

namespace CloudStack.Engine;

/// <summary>Images of volumes on image stores.</summary>
internal sealed class VolumeImages(ImageStoreGateway stores)
{
    /// <summary>The store that takes a zone's new images.</summary>
    /// <exception cref="CloudStackException">There is none (431).</exception>
    public static async Task<ImageStoreRow> StoreOfAsync(Db db, long zone, CancellationToken ct) =>
        (await ImageStoreChoice.OfAsync(db, [zone], ct)).GetValueOrDefault(zone)
        ?? throw CloudStackException.Invalid($"The zone {(await db.GetAsync<ZoneRow>(zone, ct)).Name} has no secondary storage to write to. Add one with addSecondaryStorage.");

    /// <summary>The format that a hypervisor's hosts write.</summary>
    public static string FormatOf(IHypervisorDriver driver) =>
        driver.Traits.ImageFormats.Contains("QCOW2", StringComparer.OrdinalIgnoreCase) ? "QCOW2" : driver.Traits.ImageFormats[0];

    /// <summary>For each volume that is made from an image of its own, that image, by the volume's number: an upload, or a snapshot.</summary>
    public async Task<Dictionary<long, ImageSpec>> SourcesAsync(Db db, IReadOnlyCollection<VolumeRow> volumes, CancellationToken ct)
    {
        var snapshots = await db.ByIdsAsync<SnapshotRow>([.. volumes.Where(volume => volume.SnapshotId != null).Select(volume => volume.SnapshotId!.Value)], ct);
        var used = volumes.Where(volume => volume.ImageStoreId != null).Select(volume => volume.ImageStoreId!.Value)
            .Concat(snapshots.Values.Where(snapshot => snapshot.StoreId != null).Select(snapshot => snapshot.StoreId!.Value)).Distinct().ToList();
        var rows = await db.ByIdsAsync<ImageStoreRow>(used, ct);
        Dictionary<long, ImageSpec> sources = [];
        foreach (var volume in volumes)
        {
            if (volume is { ImageStoreId: { } store, ImagePath: { } path })
            {
                sources[volume.Id] = stores.Connect(rows[store]).Image(path, volume.Format ?? "QCOW2");
            }
            else if (volume.SnapshotId is { } id && snapshots[id] is { StoreId: { } home, Path: { } image } snapshot)
            {
                sources[volume.Id] = stores.Connect(rows[home]).Image(image, snapshot.Format);
            }
        }
        return sources;
    }
}
