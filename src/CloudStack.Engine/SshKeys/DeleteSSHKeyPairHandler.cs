using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

internal sealed class DeleteSSHKeyPairHandler : IHandler<DeleteSSHKeyPair, Success>
{
    public async Task<Success> HandleAsync(DeleteSSHKeyPair command, CommandContext context, CancellationToken ct)
    {
        await context.WriteAsync(async db =>
        {
            if (await db.SshKeyPairs.Where(row => row.AccountId == context.Owner.AccountId && row.Name == command.Name).DeleteAsync() == 0)
            {
                throw CloudStackException.Invalid($"The account {context.Owner.AccountName} has no key pair {command.Name}.");
            }
        }, ct);
        return Success.Done;
    }
}
