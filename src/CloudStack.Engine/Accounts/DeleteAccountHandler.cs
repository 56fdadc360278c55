namespace CloudStack.Engine;

internal sealed class DeleteAccountHandler(AccountEraser eraser) : IHandler<DeleteAccount, Success>
{
    public async Task<Success> HandleAsync(DeleteAccount command, CommandContext context, CancellationToken ct)
    {
        var account = context.Row<AccountRow>(command.Id.Value);
        AccountRules.CheckNotBuiltIn(account, "deleted");
        if (account.Id == context.Caller.AccountId)
        {
            throw CloudStackException.Invalid($"The account {account.Name} is the caller's own. Let another administrator delete it.");
        }
        if (account.Type == AccountType.Project)
        {
            throw CloudStackException.Invalid($"There is no account with id {command.Id}.");
        }
        await context.ReadAsync(async db =>
        {
            await ProjectRules.CheckOwnsNoneAsync(db, account);
            return true;
        }, ct);
        if (account.Removed is null || account.NeedsCleanup)
        {
            await eraser.EraseAsync(account.Id, context.Caller.UserId, ct);
        }
        return Success.Done;
    }
}
