using CloudStack.Drivers;
using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Opens what an image is to be made from: the address that it was registered with, or its copy in another zone.</summary>
internal sealed class ImageSources(Database database, ImageStoreGateway gateway, ITemplateSource http)
{
    /// <exception cref="DriverException">It is not to be had, now (then it can be retried) or at all.</exception>
    public async Task<ImageSource> OpenAsync(TemplateRow template, TemplateZoneRow place, CancellationToken ct)
    {
        if (place.SourceZoneId is { } zone && await CopyAsync(template, zone, ct) is { } copy)
        {
            return copy;
        }
        if (template.Url is not { } text || !Uri.TryCreate(text, UriKind.Absolute, out var url))
        {
            throw new DriverException(Outcome.NotApplied, "It is in no zone any more from which it could be copied.");
        }
        var source = url.Scheme switch
        {
            "http" or "https" => await http.OpenAsync(url, ct),
            "file" => OpenFile(url),
            "nfs" => await OpenNfsAsync(url, ct),
            _ => throw new DriverException(Outcome.NotApplied, $"Nothing can be fetched from {url.Scheme}://."),
        };
        return source with { Packing = ImagePackings.Of(url), Checksum = template.Checksum };
    }

    private async Task<ImageSource?> CopyAsync(TemplateRow template, long zone, CancellationToken ct)
    {
        var found = await database.ReadAsync(db => (from place in db.TemplateZones
                                                    join store in db.ImageStores on place.StoreId equals store.Id
                                                    where place.TemplateId == template.Id && place.ZoneId == zone && place.State == TemplateStates.Ready
                                                    select new { store, place.Path }).FirstOrDefaultAsync(ct), ct);
        return found is null ? null : await ReadAsync(gateway.Connect(found.store), found.Path!, ct);
    }

    private static async Task<ImageSource> ReadAsync(ImageStoreConnection store, string path, CancellationToken ct)
    {
        var length = await store.CallAsync((driver, spec) => driver.FindAsync(spec, path, ct), ct)
            ?? throw new DriverException(Outcome.NotApplied, $"There is no {path} at {store.Row.Url}.", canRetry: true);
        return new(await store.CallAsync((driver, spec) => driver.ReadAsync(spec, path, ct), ct), length);
    }

    private static ImageSource OpenFile(Uri url)
    {
        try
        {
            var file = new FileStream(url.LocalPath, FileMode.Open, FileAccess.Read, FileShare.Read, 1, useAsync: true);
            return new(file, file.Length);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DriverException(Outcome.NotApplied, $"The file cannot be read on the management server: {exception.Message}", canRetry: true, exception);
        }
    }

    /// <summary>A file of an export is read as an image of a store, which the export is for the time being.</summary>
    private Task<ImageSource> OpenNfsAsync(Uri url, CancellationToken ct)
    {
        var slash = url.AbsolutePath.LastIndexOf('/');
        var store = new ImageStoreRow { Url = $"nfs://{url.Authority}{url.AbsolutePath[..slash]}", Protocol = "nfs" };
        return ReadAsync(gateway.Connect(store), Uri.UnescapeDataString(url.AbsolutePath[(slash + 1)..]), ct);
    }
}
