using CloudStack.Drivers;
using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Where the hosts of a zone get templates and ISOs: from the zone's image store, or, where they are on none, from where they were registered.</summary>
internal sealed class ImageAddresses(ImageStoreGateway gateway)
{
    /// <summary>Templates as the zone's hosts get them, by their numbers. What has no address there is left out.</summary>
    public async Task<Dictionary<long, TemplateSpec>> TemplatesAsync(Db db, IReadOnlyCollection<TemplateRow> templates, long zone, CancellationToken ct)
    {
        var places = (await db.ListAsync<TemplateZoneRow>(nameof(TemplateZoneRow.TemplateId), [.. templates.Select(template => template.Id)], ct))
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

    private static TemplateSpec Spec(TemplateRow template, Uri source, string? checksum) => new()
    {
        Id = new TemplateId(template.Uuid),
        Format = template.Format,
        Source = source,
        Checksum = checksum,
    };
}
