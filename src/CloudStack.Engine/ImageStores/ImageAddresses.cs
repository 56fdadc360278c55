using CloudStack.Drivers;
using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Where the hosts of a zone get templates and ISOs: from the zone's image store, or, where they are on none, from where they were registered.</summary>
internal sealed class ImageAddresses(ImageStoreGateway gateway)
{
    /// <summary>Templates as the zone's hosts get them, by their numbers. What has no address there is left out.</summary>
    public async Task<Dictionary<long, TemplateSpec>> TemplatesAsync(Db db, IReadOnlyCollection<TemplateRow> templates, long zone, CancellationToken ct,
        IReadOnlyList<TemplateZoneRow>? copies = null)
    {
        var places = (copies ?? await db.ListAsync<TemplateZoneRow>(nameof(TemplateZoneRow.TemplateId), [.. templates.Select(template => template.Id)], ct))
            .Where(place => place.ZoneId == zone && place.State == TemplateStates.Ready).ToDictionary(place => place.TemplateId);
        var stores = await db.ByIdsAsync<ImageStoreRow>([.. places.Values.Where(place => place.StoreId != null).Select(place => place.StoreId!.Value)], ct);
        Dictionary<long, TemplateSpec> specs = [];
        foreach (var template in templates)
        {
            var place = places.GetValueOrDefault(template.Id);
            if (place is { StoreId: { } store, Path: { } path })
            {
                // What came to the store was checked on its way, and may have been unpacked.
                specs[template.Id] = Spec(template, gateway.Connect(stores[store]).Image(path, template.Format).Address, checksum: null);
            }
            else if (template.Url is { } url)
            {
                specs[template.Id] = Spec(template, new Uri(url), template.Checksum);
            }
        }
        return specs;
    }

    /// <summary>An ISO as the zone's hosts get it; null when it was deleted there.</summary>
    public async Task<IsoSpec?> IsoAsync(Db db, long iso, long zone, CancellationToken ct)
    {
        var row = await db.FindAsync<TemplateRow>(iso, ct);
        return row is null || !await db.TemplateZones.AnyAsync(place => place.TemplateId == iso && place.ZoneId == zone && place.State == TemplateStates.Ready, ct) ? null
            : (await TemplatesAsync(db, [row], zone, ct)).GetValueOrDefault(iso) is { } spec ? new(spec.Id, spec.Source) : null;
    }

    private static TemplateSpec Spec(TemplateRow template, Uri source, string? checksum) => new()
    {
        Id = new TemplateId(template.Uuid),
        Format = template.Format,
        Source = source,
        Checksum = checksum,
    };
}
