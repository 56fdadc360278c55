using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Has templates and ISOs copied to other zones; <see cref="ImageTransfers"/> does it.</summary>
internal sealed class ImageCopy
{
    public async Task<Template> CopyAsync(TemplateId id, ZoneId sourceId, ZoneId targetId, bool isIso, CommandContext context, CancellationToken ct)
    {
        var image = TemplateAccess.OfKind(context.Row<TemplateRow>(id.Value), isIso);
        var (source, target) = (context.Row<ZoneRow>(sourceId.Value), context.Row<ZoneRow>(targetId.Value));
        var noun = isIso ? "ISO" : "template";
        if (source.Id == target.Id)
        {
            throw CloudStackException.Invalid("sourcezoneid and destzoneid are the same zone; nothing is to be copied.");
        }
        if (image.Type is TemplateTypes.PerHost or TemplateTypes.System)
        {
            throw CloudStackException.Invalid($"The {noun} {image.Name} is of type {image.Type}, and not copied by hand.");
        }
        await ImageRegistration.CheckZoneAsync(target, noun, context, ct);
        return await context.WriteAsync(async db =>
        {
            await CheckSourceAsync(db, image, source, noun);
            await BeginAsync(db, image, source, target, noun, context.Now);
            return (await TemplateViews.ReadAsync(db, image.Id, target.Id, context.Caller, ct)).Items[0];
        }, ct);
    }

    private static async Task CheckSourceAsync(Db db, TemplateRow image, ZoneRow source, string noun)
    {
        var place = await db.TemplateZones.FirstOrDefaultAsync(row => row.TemplateId == image.Id && row.ZoneId == source.Id)
            ?? throw CloudStackException.Invalid($"The {noun} {image.Name} is not in the zone {source.Name}.");
        if (place.State != TemplateStates.Ready)
        {
            throw CloudStackException.Invalid($"The {noun} {image.Name} is not ready in the zone {source.Name}: {place.State}.");
        }
        if (place.StoreId is null && image.Url is null)
        {
            throw CloudStackException.Invalid($"The {noun} {image.Name} is on no image store of the zone {source.Name}.");
        }
    }

    private static async Task BeginAsync(Db db, TemplateRow image, ZoneRow source, ZoneRow target, string noun, DateTimeOffset now)
    {
        var place = await db.TemplateZones.FirstOrDefaultAsync(row => row.TemplateId == image.Id && row.ZoneId == target.Id);
        switch (place?.State)
        {
            case TemplateStates.NotDownloaded or TemplateStates.InProgress:
                // The job is run again after a crash, or somebody else was first.
                return;
            case TemplateStates.Ready:
                throw CloudStackException.Invalid($"The {noun} {image.Name} is in the zone {target.Name} already.");
        }
        var store = (await ImageStoreChoice.OfAsync(db, [target.Id])).GetValueOrDefault(target.Id)
            ?? throw new CloudStackException(ErrorCode.ResourceUnavailable,
                $"The zone {target.Name} has no image store that the {noun} could be copied to. Add one (addSecondaryStorage), or register the {noun} there.");
        var fresh = ImageRegistration.Place(image.Id, target.Id, store, TemplateSourceFacts.Unknown, now);
        if (place is null)
        {
            fresh.SourceZoneId = source.Id;
            await db.InsertAsync(fresh);
            return;
        }
        // One that failed there is tried anew.
        await db.TemplateZones.Where(row => row.Id == place.Id)
            .Set(row => row.StoreId, (long?)store.Id)
            .Set(row => row.SourceZoneId, (long?)source.Id)
            .Set(row => row.State, TemplateStates.NotDownloaded)
            .Set(row => row.Error, (string?)null)
            .Set(row => row.Attempts, 0)
            .Set(row => row.RetryAt, (DateTimeOffset?)null)
            .UpdateAsync();
    }
}
