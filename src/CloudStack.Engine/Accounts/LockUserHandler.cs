using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

internal sealed class LockUserHandler(UserViews views) : IHandler<LockUser, User>
{
    public Task<User> HandleAsync(LockUser command, CommandContext context, CancellationToken ct)
    {
        var user = context.Row<UserRow>(command.Id.Value);
        AccountRules.CheckNotBuiltIn(user, "locked");
        context.EventText = $"Successfully locked the user {user.UserName}";
        return context.WriteAsync(async db =>
        {
            if (await AccountStates.SetUserAsync(db, user.Id, AccountState.Locked, AccountState.Enabled, AccountState.Locked) == 0)
            {
                throw CloudStackException.Invalid($"The user {user.UserName} is disabled, which is more than locked. Enable the user first to lock it.");
            }
            if (!await db.Users.AnyAsync(row => row.AccountId == user.AccountId && row.Removed.IsNotSet() && row.State == AccountState.Enabled))
            {
                await AccountStates.SetAsync(db, user.AccountId, AccountState.Locked, AccountState.Enabled);
            }
            return await views.ReadAsync(db, context.Caller, user.Id);
        }, ct);
    }
}
