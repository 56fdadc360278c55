using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

internal sealed class RemoveRegionHandler : IHandler<RemoveRegion, Success>
{
    public async Task<Success> HandleAsync(RemoveRegion command, CommandContext context, CancellationToken ct)
    {
        await context.WriteAsync(async db =>
        {
            var row = await RegionRules.FindAsync(db, command.Id);
            if (row.IsOwn)
            {
                throw CloudStackException.Invalid($"The region {row.Name} is this cloud itself and cannot be removed.");
            }
            await db.Regions.DeleteAsync(other => other.Number == row.Number);
        }, ct);
        return Success.Done;
    }
}
