using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

internal sealed class UpdateInstanceGroupHandler : IHandler<UpdateInstanceGroup, InstanceGroup>
{
    public Task<InstanceGroup> HandleAsync(UpdateInstanceGroup command, CommandContext context, CancellationToken ct) =>
        context.WriteAsync(async db =>
        {
            var group = context.Row<InstanceGroupRow>(command.Id.Value);
            if (command.Name is { } name)
            {
                await InstanceGroupViews.CheckNameAsync(db, group.AccountId, name, except: group.Id);
                await db.InstanceGroups.Where(row => row.Id == group.Id)
                    .Set(row => row.Name, name)
                    .Set(row => row.Version, row => row.Version + 1)
                    .UpdateAsync();
            }
            return await db.InstanceGroups.Where(row => row.Id == group.Id).AsGroups(db).FirstAsync();
        }, ct);
}
