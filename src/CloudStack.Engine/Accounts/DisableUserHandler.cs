namespace CloudStack.Engine;

internal sealed class DisableUserHandler(UserViews views) : IHandler<DisableUser, User>
{
    public Task<User> HandleAsync(DisableUser command, CommandContext context, CancellationToken ct)
    {
        var user = context.Row<UserRow>(command.Id.Value);
        AccountRules.CheckNotBuiltIn(user, "disabled");
        return context.WriteAsync(async db =>
        {
            await AccountStates.SetUserAsync(db, user.Id, AccountState.Disabled);
            return await views.ReadAsync(db, context.Caller, user.Id);
        }, ct);
    }
}
