using System.Buffers.Text;
using System.Security.Cryptography;
using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

internal sealed class RegisterUserKeysHandler(ISecretProtector secrets) : IHandler<RegisterUserKeys, UserKeys>
{
    /// <summary>As in 4.1, which makes 86 characters of each.</summary>
    private const int KeyBytes = 64;

    public async Task<UserKeys> HandleAsync(RegisterUserKeys command, CommandContext context, CancellationToken ct)
    {
        var user = context.Row<UserRow>(command.Id.Value);
        if (user.Id == Identity.SystemUserId)
        {
            throw CloudStackException.Invalid("The user system is the cloud itself and gets no keys.");
        }
        var (apiKey, secretKey) = (Make(), Make());
        var stored = secrets.Protect(secretKey);
        context.EventText = $"Successfully registered new keys of the user {user.UserName}";
        await context.WriteAsync(db => db.Users.Where(row => row.Id == user.Id && row.Removed.IsNotSet())
            .Set(row => row.ApiKey, apiKey)
            .Set(row => row.SecretKey, stored)
            .Set(row => row.Version, row => row.Version + 1)
            .UpdateAsync(), ct);
        return new UserKeys { ApiKey = apiKey, SecretKey = secretKey };
    }

    private static string Make() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(KeyBytes));
}
