using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>
/// Deletes the record. Copies on primary storage stay, because volumes are clones of them: no driver has a call that removes one.
/// </summary>
internal sealed class DeleteTemplateHandler(ResourceCounter counter) : IHandler<DeleteTemplate, Success>
{
    public async Task<Success> HandleAsync(DeleteTemplate command, CommandContext context, CancellationToken ct)
    {
        var found = TemplateAccess.NotIso(context.Row<TemplateRow>(command.Id.Value));
        if (found.Type is TemplateTypes.System or TemplateTypes.BuiltIn && !context.Caller.IsRoot)
        {
            throw CloudStackException.Denied($"The template {found.Name} belongs to the cloud; only root administrators may delete it.");
        }
        var zone = context.Row<ZoneRow>(command.ZoneId?.Value)?.Id;
        await context.WriteAsync(async db =>
        {
            var row = await db.Templates.FirstAsync(template => template.Id == found.Id);
            if (row.Removed is not null)
            {
                return;
            }
            await db.TemplateZones.Where(place => place.TemplateId == row.Id && (zone == null || place.ZoneId == zone)).DeleteAsync();
            if (await db.TemplateZones.AnyAsync(place => place.TemplateId == row.Id
                && db.Zones.Any(other => other.Id == place.ZoneId && other.Removed.IsNotSet())))
            {
                row.IsCrossZones = false;
                await db.UpdateVersionedAsync(row);
                return;
            }
            row.Removed = context.Now;
            await db.UpdateVersionedAsync(row);
            await db.TemplatePermissions.Where(permission => permission.TemplateId == row.Id).DeleteAsync();
            await db.ResourceTags.Where(tag => tag.ResourceType == "Template" && tag.ResourceId == row.Id).DeleteAsync();
            await counter.GiveBackAsync(db, row.AccountId, row.DomainId, ResourceType.Template);
        }, ct);
        return Success.Done;
    }
}
