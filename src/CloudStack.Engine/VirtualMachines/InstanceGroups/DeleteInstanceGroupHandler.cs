using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

internal sealed class DeleteInstanceGroupHandler : IHandler<DeleteInstanceGroup, Success>
{
    public async Task<Success> HandleAsync(DeleteInstanceGroup command, CommandContext context, CancellationToken ct)
    {
        var id = context.Row<InstanceGroupRow>(command.Id.Value).Id;
        await context.WriteAsync(async db =>
        {
            await db.InstanceGroupMembers.Where(member => member.GroupId == id).DeleteAsync();
            await db.InstanceGroups.Where(row => row.Id == id && row.Removed.IsNotSet()).Set(row => row.Removed, context.Now).UpdateAsync();
        }, ct);
        return Success.Done;
    }
}
