using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;
using Microsoft.Extensions.Options;

namespace CloudStack.Engine;

internal sealed class UpdateUserHandler(ISecretProtector secrets, UserViews views, IOptions<CloudOptions> options) : IHandler<UpdateUser, User>
{
    public async Task<User> HandleAsync(UpdateUser command, CommandContext context, CancellationToken ct)
    {
        var id = context.Row<UserRow>(command.Id.Value).Id;
        Check(command, id);
        var passwordHash = command.Password is null ? null : PasswordHash.Create(command.Password, options.Value.AcceptMd5Passwords);
        var secretKey = command.UserSecretKey is null ? null : secrets.Protect(command.UserSecretKey);
        return await context.WriteAsync(async db =>
        {
            var domainId = await (from user in db.Users
                                  join account in db.Accounts on user.AccountId equals account.Id
                                  where user.Id == id
                                  select account.DomainId).FirstAsync();
            await DomainRules.LockAsync(db, domainId);
            if (command.UserName is { } name)
            {
                await AccountRules.CheckUserNameFreeAsync(db, domainId, name, except: id);
            }
            if (command.UserApiKey is { } key && await db.Users.AnyAsync(user => user.ApiKey == key && user.Id != id))
            {
                throw CloudStackException.Invalid("Another user has that userapikey. Choose another one, or let registerUserKeys make one.");
            }
            var row = await db.Users.FirstAsync(user => user.Id == id);
            row.UserName = command.UserName ?? row.UserName;
            row.FirstName = command.FirstName ?? row.FirstName;
            row.LastName = command.LastName ?? row.LastName;
            row.Email = command.Email ?? row.Email;
            row.TimeZone = command.TimeZone ?? row.TimeZone;
            row.PasswordHash = passwordHash ?? row.PasswordHash;
            row.ApiKey = command.UserApiKey ?? row.ApiKey;
            row.SecretKey = secretKey ?? row.SecretKey;
            await db.UpdateVersionedAsync(row);
            context.EventText = $"Successfully updated the user {row.UserName}";
            return await views.ReadAsync(db, context.Caller, id);
        }, ct);
    }

    private static void Check(UpdateUser command, long id)
    {
        if (id == Identity.SystemUserId)
        {
            throw CloudStackException.Invalid("The user system is the cloud itself and cannot be changed.");
        }
        AccountRules.CheckNotBlank("username", command.UserName);
        AccountRules.CheckNotBlank("firstname", command.FirstName);
        AccountRules.CheckNotBlank("lastname", command.LastName);
        AccountRules.CheckNotBlank("email", command.Email);
        AccountRules.CheckNotBlank("userapikey", command.UserApiKey);
        AccountRules.CheckNotBlank("usersecretkey", command.UserSecretKey);
        if (command.Password is { Length: 0 })
        {
            throw CloudStackException.Invalid("password must not be empty.");
        }
        if ((command.UserApiKey is null) != (command.UserSecretKey is null))
        {
            throw CloudStackException.Invalid("userapikey and usersecretkey go together: give both, or let registerUserKeys make them.");
        }
    }
}
