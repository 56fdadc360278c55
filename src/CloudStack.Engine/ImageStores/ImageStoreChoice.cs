using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Chooses the image store of a zone for a new image.</summary>
internal static class ImageStoreChoice
{
    /// <summary>The store with the most room of each zone that has one.</summary>
    public static async Task<Dictionary<long, ImageStoreRow>> OfAsync(Db db, IReadOnlyCollection<long> zones, CancellationToken ct = default) =>
        (await db.ImageStores.Where(row => row.ZoneId != null && zones.Contains(row.ZoneId.Value) && !row.ReadOnly && row.Removed.IsNotSet()).ToListAsync(ct))
            .GroupBy(store => store.ZoneId!.Value)
            .ToDictionary(stores => stores.Key, stores => stores.OrderByDescending(store => store.CapacityBytes - store.UsedBytes).ThenBy(store => store.Id).First());
}
