using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>
/// Deletes templates and ISOs, in all zones or in one: the rows at once, the images on stores soon after (<see cref="ImageRemovals"/>). Copies on primary
/// storage stay, because volumes are clones of them: no driver has a call that removes one.
/// </summary>
internal sealed class ImageDeletion(ResourceCounter counter)
{
    public async Task<Success> DeleteAsync(TemplateId id, ZoneId? zoneId, bool isIso, CommandContext context, CancellationToken ct)
    {
        var found = TemplateAccess.OfKind(context.Row<TemplateRow>(id.Value), isIso);
        if (found.Type is TemplateTypes.System or TemplateTypes.BuiltIn && !context.Caller.IsRoot)
        {
            throw CloudStackException.Denied($"The {(isIso ? "ISO" : "template")} {found.Name} belongs to the cloud; only root administrators may delete it.");
        }
        var zone = context.Row<ZoneRow>(zoneId?.Value)?.Id;
        await context.WriteAsync(async db =>
        {
            var used = await db.VirtualMachines.Where(vm => vm.IsoId == found.Id && (zone == null || vm.ZoneId == zone) && vm.Removed.IsNotSet()
                && vm.State != VirtualMachineState.Error && vm.State != VirtualMachineState.Expunging).Select(vm => vm.Name).FirstOrDefaultAsync();
            if (used is not null)
            {
                throw CloudStackException.Invalid($"The ISO {found.Name} is in the drive of the virtual machine {used}. Detach it first.");
            }
            await DeleteAsync(db, found.Id, zone, context.Now);
        }, ct);
        return Success.Done;
    }

    /// <summary>Deletes it whether it is used or not.</summary>
    public async Task DeleteAsync(Db db, long id, long? zone, DateTimeOffset now)
    {
        var row = await db.Templates.FirstAsync(template => template.Id == id);
        if (row.Removed is not null)
        {
            return;
        }
        foreach (var place in await db.TemplateZones.Where(place => place.TemplateId == id && (zone == null || place.ZoneId == zone)).ToListAsync())
        {
            if (place is { StoreId: { } store, Path: { } path })
            {
                await ImageRemovals.AddAsync(db, store, path, now);
            }
            await db.TemplateZones.DeleteAsync(other => other.Id == place.Id);
        }
        if (await db.TemplateZones.AnyAsync(place => place.TemplateId == id && db.Zones.Any(other => other.Id == place.ZoneId && other.Removed.IsNotSet())))
        {
            row.IsCrossZones = false;
            await db.UpdateVersionedAsync(row);
            return;
        }
        row.Removed = now;
        await db.UpdateVersionedAsync(row);
        await db.TemplatePermissions.Where(permission => permission.TemplateId == id).DeleteAsync();
        var type = TemplateTypes.TagOf(row.IsIso);
        await db.ResourceTags.Where(tag => tag.ResourceType == type && tag.ResourceId == id).DeleteAsync();
        await counter.GiveBackAsync(db, row.AccountId, row.DomainId, ResourceType.Template);
    }
}
