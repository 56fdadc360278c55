using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Where an image store is.</summary>
internal sealed record ImageStoreSource(string Protocol, string Url);

/// <summary>What holds for image stores in more than one command. Clients know one as a host of its own type, with the same id.</summary>
internal static class ImageStoreRules
{
    public const string HostType = "SecondaryStorage";

    public static ImageStoreSource Parse(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.AbsolutePath.Length <= 1
            || (uri.Scheme is not "file" && uri.Host.Length == 0) || uri.Scheme is not ("nfs" or "http" or "https" or "file"))
        {
            throw CloudStackException.Invalid($"url {url} is no secondary storage; forms are nfs://server/path, http://server/path, https://server/path and file:///path.");
        }
        return new(uri.Scheme, url.TrimEnd('/'));
    }

    public static async Task CheckNewAsync(Db db, ImageStoreSource source, Guid except)
    {
        if (await db.ImageStores.AnyAsync(row => row.Url == source.Url && row.Uuid != except && row.Removed.IsNotSet()))
        {
            throw CloudStackException.Invalid($"The secondary storage {source.Url} is in the cloud already.");
        }
    }

    /// <summary>Lets an image store go; what is stored there stays.</summary>
    public static async Task RemoveAsync(Db db, HostRow host, DateTimeOffset now)
    {
        var store = await db.ImageStores.FirstAsync(row => row.Uuid == host.Uuid);
        if (await db.TemplateZones.CountAsync(row => row.StoreId == store.Id) is > 0 and var images)
        {
            throw CloudStackException.Invalid($"The secondary storage {store.Url} holds {images} templates and ISOs. Delete them first.");
        }
        await db.ImageRemovals.DeleteAsync(row => row.StoreId == store.Id);
        if (await db.Snapshots.AnyAsync(row => row.StoreId == store.Id && row.Removed.IsNotSet()) || await db.Volumes.AnyAsync(row => row.ImageStoreId == store.Id && row.Removed.IsNotSet()))
        {
            throw CloudStackException.Invalid($"The secondary storage {store.Url} holds snapshots or uploaded volumes. Delete them first.");
        }
        store.Removed = now;
        await db.UpdateVersionedAsync(store);
        var row = await db.Hosts.FirstAsync(other => other.Id == host.Id);
        row.Removed = now;
        row.Status = HostStatus.Removed;
        row.Guid = null;
        await db.UpdateVersionedAsync(row);
    }
}
