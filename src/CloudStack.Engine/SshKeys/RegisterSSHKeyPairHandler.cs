namespace CloudStack.Engine;

internal sealed class RegisterSSHKeyPairHandler(IIdSource ids) : IHandler<RegisterSSHKeyPair, SshKeyPair>
{
    public async Task<SshKeyPair> HandleAsync(RegisterSSHKeyPair command, CommandContext context, CancellationToken ct)
    {
        var key = SshPublicKey.Parse(command.PublicKey);
        context.EventText = $"Successfully registered the SSH key {command.Name}";
        await context.WriteAsync(db => SshKeyPairs.AddAsync(db, ids, context.Owner, command.Name, key), ct);
        return new SshKeyPair { Name = command.Name, Fingerprint = key.Fingerprint };
    }
}
