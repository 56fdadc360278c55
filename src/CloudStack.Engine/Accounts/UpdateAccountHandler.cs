using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

internal sealed class UpdateAccountHandler(ISecretProtector secrets, AccountViews views) : IHandler<UpdateAccount, Account>
{
    public async Task<Account> HandleAsync(UpdateAccount command, CommandContext context, CancellationToken ct)
    {
        AccountRules.CheckNotBlank("newname", command.NewName);
        var networkDomain = command.NetworkDomain is { Length: > 0 } given ? DomainNameParameter.Check("networkdomain", given) : null;
        var details = command.AccountDetails?.Select(detail => (detail.Key, Value: secrets.Protect(detail.Value))).ToList();
        context.EventText = $"Successfully updated the account {command.NewName}";
        return await context.WriteAsync(async db =>
        {
            var account = await AccountRules.FindAsync(db, context, command.Id, command.Account, command.DomainId);
            if (account.Id == Identity.SystemAccountId)
            {
                throw CloudStackException.Invalid("The account system belongs to the cloud itself and cannot be changed.");
            }
            await DomainRules.LockAsync(db, account.DomainId);
            await AccountRules.CheckNameFreeAsync(db, account.DomainId, command.NewName, except: account.Id);
            var newDomain = command.NetworkDomain is null ? account.NetworkDomain : networkDomain;
            await db.Accounts.Where(row => row.Id == account.Id)
                .Set(row => row.Name, command.NewName)
                .Set(row => row.NetworkDomain, newDomain)
                .Set(row => row.Version, row => row.Version + 1)
                .UpdateAsync();
            if (details is not null)
            {
                await AccountDetails.ReplaceAsync(db, account.Id, details);
            }
            return await views.ReadAsync(db, context.Caller, account.Id);
        }, ct);
    }
}
