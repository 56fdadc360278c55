using CloudStack.Drivers;
using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;
using Microsoft.Extensions.Logging;

namespace CloudStack.Engine;

/// <summary>Tells the elements of a VM's networks when its NICs have changed; after the transaction, never in it.</summary>
internal sealed partial class VmNetworks(Database database, NetworkElementGateway elements, ILogger<VmNetworks> logger)
{
    /// <summary>Makes the networks ready for a VM. May be repeated.</summary>
    /// <exception cref="DriverException">An element failed.</exception>
    public async Task EnsureAsync(long vm, CancellationToken ct)
    {
        foreach (var network in await OfAsync(vm, ct))
        {
            await elements.EnsureAsync(network, ct);
        }
    }

    /// <summary>The same for one network.</summary>
    /// <exception cref="DriverException">An element failed.</exception>
    public Task EnsureNetworkAsync(long network, CancellationToken ct) => elements.EnsureAsync(network, ct);

    /// <summary>Tells them of NICs that rest or are gone. What an element misses it learns with the next change of the network.</summary>
    public async Task TellAsync(IEnumerable<long> networks, CancellationToken ct)
    {
        foreach (var network in networks.Distinct())
        {
            try
            {
                await elements.EnsureAsync(network, ct);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // The change is committed; what an element makes of it cannot fail it any more.
                LogMissed(exception, network);
            }
        }
    }

    /// <summary>The same for the networks that a VM is on.</summary>
    public async Task TellOfAsync(long vm, CancellationToken ct) => await TellAsync(await OfAsync(vm, ct), ct);

    private async Task<IReadOnlyList<long>> OfAsync(long vm, CancellationToken ct) => elements.Elements.Any()
        ? await database.ReadAsync(db => db.Nics.Where(nic => nic.VmId == vm).OrderBy(nic => nic.DeviceId).Select(nic => nic.NetworkId).Distinct().ToListAsync(ct), ct)
        : [];

    [LoggerMessage(LogLevel.Warning, "An element of network {Network} has missed a change of its NICs.")]
    private partial void LogMissed(Exception exception, long network);
}
