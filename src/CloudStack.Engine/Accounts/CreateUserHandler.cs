using LinqToDB;
using LinqToDB.Async;
using Microsoft.Extensions.Options;

namespace CloudStack.Engine;

internal sealed class CreateUserHandler(IIdSource ids, UserViews views, IOptions<CloudOptions> options) : IHandler<CreateUser, User>
{
    public async Task<User> HandleAsync(CreateUser command, CommandContext context, CancellationToken ct)
    {
        NewUser.Check(command.UserName, command.Password, command.FirstName, command.LastName, command.Email);
        var uuid = UuidParameter.ParseOptional("userid", command.UserId) ?? ids.NewGuid();
        var passwordHash = PasswordHash.Create(command.Password, options.Value.AcceptMd5Passwords);
        var domainId = context.Row<DomainRow>(command.DomainId?.Value)?.Id ?? context.Caller.DomainId;
        context.EventText = $"Successfully created the user {command.UserName} of the account {command.Account}";
        return await context.WriteAsync(async db =>
        {
            await DomainRules.LockAsync(db, domainId);
            var domain = await db.Domains.FirstAsync(row => row.Id == domainId);
            DomainRules.CheckActive(domain);
            var account = await AccountRules.FindAsync(db, context.Caller, command.Account, domain.Id, domain.Name, AccessType.Modify);
            if (account.Id == Identity.SystemAccountId)
            {
                throw CloudStackException.Invalid("The account system belongs to the cloud itself and gets no users.");
            }
            await AccountRules.CheckUserNameFreeAsync(db, domain.Id, command.UserName);
            var user = await NewUser.InsertAsync(db, uuid, account.Id, command.UserName, passwordHash, command.FirstName, command.LastName, command.Email,
                command.TimeZone, context.Now);
            return await views.ReadAsync(db, context.Caller, user.Id);
        }, ct);
    }
}
