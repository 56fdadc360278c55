namespace CloudStack.Engine;

internal sealed class LockAccountHandler : IHandler<LockAccount, Success>
{
    public async Task<Success> HandleAsync(LockAccount command, CommandContext context, CancellationToken ct)
    {
        await context.WriteAsync(async db =>
        {
            var domain = context.Row<DomainRow>(command.DomainId.Value);
            await AccessPolicy.CheckAsync(db, context.Caller, domain, AccessType.Use, "domain");
            var account = await AccountRules.FindAsync(db, context.Caller, command.Account, domain.Id, domain.Name, AccessType.Modify);
            AccountRules.CheckNotBuiltIn(account, "locked");
            if (account.Id == context.Caller.AccountId)
            {
                throw CloudStackException.Invalid($"The account {account.Name} is the caller's own. Let another administrator lock it.");
            }
            await AccountStates.LockAsync(db, account);
        }, ct);
        return Success.Done;
    }
}
