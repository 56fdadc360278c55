using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

internal sealed class CreateInstanceGroupHandler(IIdSource ids) : IHandler<CreateInstanceGroup, InstanceGroup>
{
    public Task<InstanceGroup> HandleAsync(CreateInstanceGroup command, CommandContext context, CancellationToken ct) =>
        context.WriteAsync(async db =>
        {
            var owner = context.Owner;
            await InstanceGroupViews.CheckNameAsync(db, owner.AccountId, command.Name);
            var row = await db.InsertRowAsync(new InstanceGroupRow
            {
                Uuid = ids.NewGuid(),
                AccountId = owner.AccountId,
                DomainId = owner.DomainId,
                Name = command.Name,
                Created = context.Now,
            });
            return await db.InstanceGroups.Where(group => group.Id == row.Id).AsGroups(db).FirstAsync();
        }, ct);
}
