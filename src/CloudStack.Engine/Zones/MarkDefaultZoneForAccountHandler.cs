using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Sets the zone that an account's user interface starts with.</summary>
internal sealed class MarkDefaultZoneForAccountHandler : IHandler<MarkDefaultZoneForAccount, Account>
{
    public Task<Account> HandleAsync(MarkDefaultZoneForAccount command, CommandContext context, CancellationToken ct)
    {
        var domain = context.Row<DomainRow>(command.DomainId.Value);
        var zone = context.Row<ZoneRow>(command.ZoneId.Value);
        return context.WriteAsync(async db =>
        {
            var account = await db.Accounts.FirstOrDefaultAsync(row => row.DomainId == domain.Id && row.Name == command.Account && row.Removed.IsNotSet())
                ?? throw CloudStackException.Invalid($"There is no account {command.Account} in the domain {domain.Name}.");
            if (account.Type == AccountType.Project)
            {
                throw CloudStackException.Invalid($"{account.Name} is the account of a project, which has no default zone.");
            }
            account.DefaultZoneId = zone.Id;
            await db.UpdateVersionedAsync(account);
            return new Account
            {
                Id = new AccountId(account.Uuid),
                Name = account.Name,
                AccountType = (short)account.Type,
                DomainId = new DomainId(domain.Uuid),
                Domain = domain.Name,
                DefaultZoneId = new ZoneId(zone.Uuid),
            };
        }, ct);
    }
}
