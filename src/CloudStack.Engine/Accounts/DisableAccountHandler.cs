namespace CloudStack.Engine;

internal sealed class DisableAccountHandler(AccountVmStopper stopper, AccountViews views) : IHandler<DisableAccount, Account>
{
    public async Task<Account> HandleAsync(DisableAccount command, CommandContext context, CancellationToken ct)
    {
        var id = await context.WriteAsync(async db =>
        {
            var account = await AccountRules.FindAsync(db, context, command.Id, command.Account, command.DomainId);
            AccountRules.CheckNotBuiltIn(account, command.Lock ? "locked" : "disabled");
            if (account.Id == context.Caller.AccountId)
            {
                throw CloudStackException.Invalid($"The account {account.Name} is the caller's own. Let another administrator do that.");
            }
            if (command.Lock)
            {
                await AccountStates.LockAsync(db, account);
            }
            else
            {
                await AccountStates.SetAsync(db, account.Id, AccountState.Disabled);
            }
            return account.Id;
        }, ct);
        if (!command.Lock)
        {
            await stopper.StopAsync(id, ct);
        }
        return await context.ReadAsync(db => views.ReadAsync(db, context.Caller, id), ct);
    }
}
