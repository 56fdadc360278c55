using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Makes links from which templates and ISOs can be downloaded.</summary>
internal sealed class ImageExtraction(SettingsStore settings, ImageLinks links, IIdSource ids)
{
    private const string Download = "HTTP_DOWNLOAD";
    private const string Upload = "FTP_UPLOAD";

    public Task<Extraction> ExtractAsync(TemplateId id, ZoneId? zoneId, string mode, bool isIso, CommandContext context, CancellationToken ct)
    {
        var image = TemplateAccess.OfKind(context.Row<TemplateRow>(id.Value), isIso);
        Check(image, mode, context.Caller);
        var zone = context.Row<ZoneRow>(zoneId?.Value)?.Id;
        return context.ReadAsync(async db =>
        {
            var found = await (from place in db.TemplateZones
                               join store in db.ImageStores on place.StoreId equals store.Id
                               join home in db.Zones on place.ZoneId equals home.Id
                               join owner in db.Accounts on image.AccountId equals owner.Id
                               where place.TemplateId == image.Id && (zone == null || place.ZoneId == zone) && place.State == TemplateStates.Ready
                               orderby place.Id
                               select new { place.Path, Store = store, Zone = home, Owner = owner.Uuid }).FirstOrDefaultAsync(ct)
                ?? throw CloudStackException.Invalid($"{image.Name} is not ready on an image store{(zone is null ? "" : " of that zone")}; only what is on one can be downloaded.");
            return new Extraction
            {
                Id = image.Uuid,
                Name = image.Name,
                ExtractId = ids.NewGuid(),
                AccountId = new AccountId(found.Owner),
                Created = context.Now,
                State = "DOWNLOAD_URL_CREATED",
                ZoneId = new ZoneId(found.Zone.Uuid),
                ZoneName = found.Zone.Name,
                ExtractMode = Download,
                Url = links.Create(new(found.Store.Uuid, found.Path!, FileName(image, found.Path!))),
            };
        }, ct);
    }

    private void Check(TemplateRow image, string mode, Identity caller)
    {
        if (image.Type is TemplateTypes.System or TemplateTypes.PerHost)
        {
            throw CloudStackException.Invalid($"{image.Name} is of type {image.Type}, and cannot be downloaded.");
        }
        if (settings.Current.DisableExtraction)
        {
            throw CloudStackException.Denied("Downloads are switched off (setting disable.extraction).");
        }
        if (!caller.IsRoot && !image.IsExtractable)
        {
            throw CloudStackException.Denied($"{image.Name} is not marked as extractable (isextractable).");
        }
        if (mode.Equals(Upload, StringComparison.OrdinalIgnoreCase))
        {
            throw CloudStackException.Invalid($"{Upload} is not offered; use {Download} and fetch the image from the link.");
        }
        if (!mode.Equals(Download, StringComparison.OrdinalIgnoreCase))
        {
            throw CloudStackException.Invalid($"mode cannot be {mode}; it is {Download}.");
        }
    }

    private static string FileName(TemplateRow image, string path)
    {
        var dot = path.IndexOf('.', path.LastIndexOf('/') + 1);
        return string.Concat(image.Name.Select(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_' or '.' ? letter : '_')) + path[dot..];
    }
}
