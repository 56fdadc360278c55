using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Adds key pairs to an account.</summary>
internal static class SshKeyPairs
{
    public static async Task AddAsync(Db db, IIdSource ids, Owner owner, string name, SshPublicKey key)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            throw CloudStackException.Invalid("name must not be blank.");
        }
        var (fingerprint, text) = (key.Fingerprint, key.ToString());
        var same = await db.SshKeyPairs.FirstOrDefaultAsync(row => row.AccountId == owner.AccountId && (row.Name == name || row.Fingerprint == fingerprint));
        if (same is not null)
        {
            throw CloudStackException.Invalid(same.Name == name
                ? $"The account {owner.AccountName} has a key pair {name} already. Choose another name, or delete that one."
                : $"The account {owner.AccountName} has this key already, as {same.Name}.");
        }
        await db.InsertRowAsync(new SshKeyPairRow
        {
            Uuid = ids.NewGuid(),
            AccountId = owner.AccountId,
            DomainId = owner.DomainId,
            Name = name,
            Fingerprint = fingerprint,
            PublicKey = text,
        });
    }
}
