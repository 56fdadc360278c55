using System.Security.Cryptography;

namespace CloudStack.Engine;

internal sealed class CreateSSHKeyPairHandler(IIdSource ids) : IHandler<CreateSSHKeyPair, SshKeyPair>
{
    private const int Bits = 2048;

    public async Task<SshKeyPair> HandleAsync(CreateSSHKeyPair command, CommandContext context, CancellationToken ct)
    {
        using var rsa = RSA.Create(Bits);
        var key = SshPublicKey.Of(rsa);
        await context.WriteAsync(db => SshKeyPairs.AddAsync(db, ids, context.Owner, command.Name, key), ct);
        return new SshKeyPair { Name = command.Name, Fingerprint = key.Fingerprint, PrivateKey = rsa.ExportRSAPrivateKeyPem() + "\n" };
    }
}
