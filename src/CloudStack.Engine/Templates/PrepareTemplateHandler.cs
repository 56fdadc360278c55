using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Starts one job a pool, of which 4.1 tells nobody either, and answers with the template as it is.</summary>
internal sealed class PrepareTemplateHandler(Dispatcher dispatcher) : IHandler<PrepareTemplate, ListResult<Template>>
{
    public async Task<ListResult<Template>> HandleAsync(PrepareTemplate command, CommandContext context, CancellationToken ct)
    {
        var template = TemplateAccess.OfKind(context.Row<TemplateRow>(command.TemplateId.Value), isIso: false);
        var zone = context.Row<ZoneRow>(command.ZoneId.Value);
        var (pools, answer) = await context.ReadAsync(async db =>
        {
            if (!await db.TemplateZones.AnyAsync(place => place.TemplateId == template.Id && place.ZoneId == zone.Id && place.State == TemplateStates.Ready, ct))
            {
                throw CloudStackException.Invalid($"The template {template.Name} is not ready in the zone {zone.Name}.");
            }
            var found = await (from pool in db.StoragePools
                               join cluster in db.Clusters on pool.ClusterId equals cluster.Id
                               where pool.ZoneId == zone.Id && pool.Status == StoragePoolStatus.Up && pool.Removed.IsNotSet() && cluster.Hypervisor == template.Hypervisor
                                   && !db.TemplatePools.Any(copy => copy.TemplateId == template.Id && copy.PoolId == pool.Id && copy.State == "Ready")
                               select pool.Uuid).ToListAsync(ct);
            return (found, await TemplateViews.ReadAsync(db, template.Id, zone.Id, context.Caller, ct));
        }, ct);
        foreach (var pool in pools)
        {
            await dispatcher.StartAsync(new PrepareTemplateOnPool(command.TemplateId, new StoragePoolId(pool)), Caller.System, ct);
        }
        return answer;
    }
}
