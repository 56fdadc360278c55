using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

internal sealed class AddRegionHandler : IHandler<AddRegion, Region>
{
    public Task<Region> HandleAsync(AddRegion command, CommandContext context, CancellationToken ct)
    {
        if (command.Id < 1)
        {
            throw CloudStackException.Invalid($"id cannot be {command.Id}; regions are numbered from 1.");
        }
        var row = new RegionRow { Number = command.Id, Name = command.Name, Endpoint = RegionRules.Endpoint(command.Endpoint) };
        return context.WriteAsync(async db =>
        {
            if (await db.Regions.FirstOrDefaultAsync(other => other.Number == row.Number) is { } same)
            {
                throw CloudStackException.Invalid($"The region {same.Number} is {same.Name} already. Choose another id.");
            }
            await RegionRules.CheckNameAsync(db, row.Name, row.Number);
            await db.InsertAsync(row);
            return RegionRules.View(row);
        }, ct);
    }
}
