using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

internal sealed class GetUserHandler(UserViews views) : IHandler<GetUser, User>
{
    public Task<User> HandleAsync(GetUser command, CommandContext context, CancellationToken ct) =>
        context.ReadAsync(async db =>
        {
            var found = await UserViews.Find(db, db.Users.Where(user => user.ApiKey == command.UserApiKey && user.Removed.IsNotSet())).FirstOrDefaultAsync(ct)
                ?? throw CloudStackException.Invalid("There is no user with that API key.");
            return views.Show(found, context.Caller);
        }, ct);
}
