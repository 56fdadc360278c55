using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;
using Microsoft.Extensions.Options;

namespace CloudStack.Engine;

internal sealed class CreateAccountHandler(IIdSource ids, ISecretProtector secrets, AccountViews views, IOptions<CloudOptions> options) : IHandler<CreateAccount, Account>
{
    public async Task<Account> HandleAsync(CreateAccount command, CommandContext context, CancellationToken ct)
    {
        var name = command.Account ?? command.UserName;
        AccountRules.CheckNotBlank("account", name);
        NewUser.Check(command.UserName, command.Password, command.FirstName, command.LastName, command.Email);
        var networkDomain = DomainNameParameter.Check("networkdomain", command.NetworkDomain);
        var accountUuid = UuidParameter.ParseOptional("accountid", command.AccountId) ?? ids.NewGuid();
        var userUuid = UuidParameter.ParseOptional("userid", command.UserId) ?? ids.NewGuid();
        var passwordHash = PasswordHash.Create(command.Password, options.Value.AcceptMd5Passwords);
        var details = command.AccountDetails?.Select(detail => (detail.Key, Value: secrets.Protect(detail.Value))).ToList() ?? [];
        var domainId = context.Row<DomainRow>(command.DomainId?.Value)?.Id ?? Identity.RootDomainId;
        context.EventText = $"Successfully created the account {name} with the user {command.UserName}";
        return await context.WriteAsync(async db =>
        {
            await DomainRules.LockAsync(db, domainId);
            var domain = await db.Domains.FirstAsync(row => row.Id == domainId);
            if (command.DomainId is null)
            {
                await AccessPolicy.CheckAsync(db, context.Caller, domain, AccessType.Use, "domain");
            }
            var type = AccountRules.CheckType(command.AccountType, context.Caller, domain.Id, domain.Name);
            DomainRules.CheckActive(domain);
            await AccountRules.CheckUserNameFreeAsync(db, domain.Id, command.UserName);
            await AccountRules.CheckNameFreeAsync(db, domain.Id, name);
            if (await db.Accounts.AnyAsync(row => row.Uuid == accountUuid))
            {
                throw CloudStackException.Invalid($"There is an account with the id {accountUuid} already, or there was one.");
            }
            var account = await db.InsertRowAsync(new AccountRow
            {
                Uuid = accountUuid,
                Name = name,
                DomainId = domain.Id,
                Type = type,
                State = AccountState.Enabled,
                NetworkDomain = networkDomain,
                Created = context.Now,
            });
            await ResourceCounter.PrepareAsync(db, OwnerKind.Account, account.Id);
            await NewUser.InsertAsync(db, userUuid, account.Id, command.UserName, passwordHash, command.FirstName, command.LastName, command.Email,
                command.TimeZone, context.Now);
            await AccountDetails.AddAsync(db, account.Id, details);
            return await views.ReadAsync(db, context.Caller, account.Id);
        }, ct);
    }
}
