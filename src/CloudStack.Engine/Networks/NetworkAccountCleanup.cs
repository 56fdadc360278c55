using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Deletes the networks of a deleted account, once its VMs are gone.</summary>
internal sealed class NetworkAccountCleanup(Database database, Dispatcher dispatcher) : IAccountCleanup
{
    public int Order => 80;

    public async Task CleanAsync(long accountId, long userId, CancellationToken ct)
    {
        var networks = await database.ReadAsync(db => db.Networks
            .Where(network => network.AccountId == accountId && network.Removed.IsNotSet() && !network.IsSystem).Select(network => network.Uuid).ToListAsync(ct), ct);
        foreach (var network in networks)
        {
            await dispatcher.ExecuteAsync(new DeleteNetwork(new NetworkId(network)), Caller.System, ct);
        }
    }
}
