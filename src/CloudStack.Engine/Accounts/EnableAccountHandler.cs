namespace CloudStack.Engine;

internal sealed class EnableAccountHandler(AccountViews views) : IHandler<EnableAccount, Account>
{
    public Task<Account> HandleAsync(EnableAccount command, CommandContext context, CancellationToken ct) =>
        context.WriteAsync(async db =>
        {
            var account = await AccountRules.FindAsync(db, context, command.Id, command.Account, command.DomainId);
            AccountRules.CheckNotBuiltIn(account, "disabled, so that there is nothing to enable");
            await AccountStates.SetAsync(db, account.Id, AccountState.Enabled);
            return await views.ReadAsync(db, context.Caller, account.Id);
        }, ct);
}
