using CloudStack.Drivers;
using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Gives out images to whoever has a link (<c>extractTemplate</c>, <c>extractIso</c>): what a front end needs to serve them. Safe for concurrent use.</summary>
public interface IImageDownloads
{
    /// <summary>Opens the image of a link. Dispose what is returned.</summary>
    /// <param name="token">The last part of the link's path.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The image; null when the link is not good, its time is over, or the image is gone.</returns>
    /// <exception cref="DriverException">The image store does not answer.</exception>
    Task<ImageDownload?> OpenAsync(string token, CancellationToken cancellationToken = default);
}

/// <summary>An image that is being downloaded.</summary>
/// <param name="FileName">Name for the file.</param>
/// <param name="Length">Its size in bytes.</param>
/// <param name="Content">Its bytes; can seek where the store can.</param>
public sealed record ImageDownload(string FileName, long Length, Stream Content) : IAsyncDisposable
{
    /// <summary>Closes the image.</summary>
    public ValueTask DisposeAsync() => Content.DisposeAsync();
}

internal sealed class ImageDownloads(CloudEngine engine, Database database, ImageLinks links, ImageStoreGateway gateway, SettingsStore settings) : IImageDownloads
{
    public async Task<ImageDownload?> OpenAsync(string token, CancellationToken cancellationToken = default)
    {
        await engine.StartAsync(cancellationToken);
        if (settings.Current.DisableExtraction || links.Read(token) is not { } image)
        {
            return null;
        }
        var row = await database.ReadAsync(db => db.ImageStores.FirstOrDefaultAsync(store => store.Uuid == image.Store && store.Removed.IsNotSet(), cancellationToken), cancellationToken);
        if (row is null)
        {
            return null;
        }
        var store = gateway.Connect(row);
        return await store.CallAsync((driver, spec) => driver.FindAsync(spec, image.Path, cancellationToken), cancellationToken) is { } length
            ? new(image.FileName, length, await store.CallAsync((driver, spec) => driver.ReadAsync(spec, image.Path, cancellationToken), cancellationToken))
            : null;
    }
}
