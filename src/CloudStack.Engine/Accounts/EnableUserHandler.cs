namespace CloudStack.Engine;

internal sealed class EnableUserHandler(UserViews views) : IHandler<EnableUser, User>
{
    public Task<User> HandleAsync(EnableUser command, CommandContext context, CancellationToken ct)
    {
        var user = context.Row<UserRow>(command.Id.Value);
        AccountRules.CheckNotBuiltIn(user, "disabled, so that there is nothing to enable");
        context.EventText = $"Successfully enabled the user {user.UserName}";
        return context.WriteAsync(async db =>
        {
            await AccountStates.SetUserAsync(db, user.Id, AccountState.Enabled);
            // As in 4.1: a user who can log in needs an account that can be used.
            await AccountStates.SetAsync(db, user.AccountId, AccountState.Enabled);
            return await views.ReadAsync(db, context.Caller, user.Id);
        }, ct);
    }
}
