using System.Security.Cryptography;
using System.Text;
using CloudStack.Engine.Persistence;

namespace CloudStack.Engine;

internal sealed class GetCloudIdentifierHandler(SettingsStore settings, ISecretProtector secrets) : IHandler<GetCloudIdentifier, CloudIdentifier>
{
    public async Task<CloudIdentifier> HandleAsync(GetCloudIdentifier command, CommandContext context, CancellationToken ct)
    {
        var user = context.Row<UserRow>(command.UserId.Value);
        // A signature with somebody's key is made for that user, or for one who may give the user new keys.
        await context.ReadAsync(async db =>
        {
            await AccessPolicy.CheckAsync(db, context.Caller, user, AccessType.Modify, "user");
            return true;
        }, ct);
        if (user.SecretKey is null)
        {
            throw CloudStackException.Invalid($"The user {user.UserName} has no keys to sign with. Make them with registerUserKeys.");
        }
        var identifier = Encoding.UTF8.GetBytes(settings.Current.CloudIdentifier ?? "");
        return new CloudIdentifier
        {
            UserId = command.UserId,
            Identifier = Convert.ToBase64String(identifier),
            Signature = Convert.ToBase64String(Sign(Encoding.UTF8.GetBytes(secrets.Unprotect(user.SecretKey)), identifier)),
        };
    }

#pragma warning disable CA5350 // The protocol of 4.1 signs with HMAC-SHA1; those who check it expect that.
    private static byte[] Sign(byte[] key, byte[] text) => HMACSHA1.HashData(key, text);
#pragma warning restore CA5350
}
