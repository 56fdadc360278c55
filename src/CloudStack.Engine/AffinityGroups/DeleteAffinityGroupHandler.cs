using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

internal sealed class DeleteAffinityGroupHandler : IHandler<DeleteAffinityGroup, Success>
{
    public async Task<Success> HandleAsync(DeleteAffinityGroup command, CommandContext context, CancellationToken ct)
    {
        if (command.Id is null == command.Name is null)
        {
            throw CloudStackException.Invalid("Give id or name of the affinity group, and not both.");
        }
        await context.WriteAsync(async db =>
        {
            var id = context.Row<AffinityGroupRow>(command.Id?.Value)?.Id
                ?? await db.AffinityGroups.Where(row => row.AccountId == context.Owner.AccountId && row.LiveName == command.Name).Select(row => (long?)row.Id).FirstOrDefaultAsync(ct)
                ?? throw CloudStackException.Invalid($"The account {context.Owner.AccountName} has no affinity group {command.Name}.");
            await AffinityGroups.RemoveAsync(db, [id], context.Now, ct);
        }, ct);
        return Success.Done;
    }
}
