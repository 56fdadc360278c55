using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

internal sealed class UpdateRegionHandler : IHandler<UpdateRegion, Region>
{
    public Task<Region> HandleAsync(UpdateRegion command, CommandContext context, CancellationToken ct)
    {
        var endpoint = command.Endpoint is { } text ? RegionRules.Endpoint(text) : null;
        return context.WriteAsync(async db =>
        {
            var row = await RegionRules.FindAsync(db, command.Id);
            if (command.Name is { } name)
            {
                await RegionRules.CheckNameAsync(db, name, row.Number);
            }
            row.Name = command.Name ?? row.Name;
            row.Endpoint = endpoint ?? row.Endpoint;
            await db.UpdateAsync(row);
            return RegionRules.View(row);
        }, ct);
    }
}
