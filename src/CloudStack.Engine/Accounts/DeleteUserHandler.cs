using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

internal sealed class DeleteUserHandler : IHandler<DeleteUser, Success>
{
    public async Task<Success> HandleAsync(DeleteUser command, CommandContext context, CancellationToken ct)
    {
        var user = context.Row<UserRow>(command.Id.Value);
        AccountRules.CheckNotBuiltIn(user, "deleted");
        context.EventText = $"Successfully deleted the user {user.UserName}";
        await context.WriteAsync(db => db.Users.Where(row => row.Id == user.Id && row.Removed.IsNotSet())
            .Set(row => row.Removed, context.Now)
            .Set(row => row.ApiKey, (string?)null)
            .Set(row => row.SecretKey, (string?)null)
            .Set(row => row.Version, row => row.Version + 1)
            .UpdateAsync(), ct);
        return Success.Done;
    }
}
