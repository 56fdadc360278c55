using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CloudStack.Engine;

/// <summary>Stops the virtual machines of an account that was disabled, each by the command that anybody would use.</summary>
internal sealed partial class AccountVmStopper(Database database, IServiceProvider services, ILogger<AccountVmStopper> logger)
{
    public async Task StopAsync(long accountId, CancellationToken ct)
    {
        if (!services.GetRequiredService<HandlerCatalog>().Handles(typeof(StopVirtualMachine)))
        {
            return;
        }
        var dispatcher = services.GetRequiredService<Dispatcher>();
        var running = await database.ReadAsync(db => db.VirtualMachines.Where(row => row.AccountId == accountId && row.Type == "User" && row.Removed.IsNotSet()
            && (row.State == VirtualMachineState.Running || row.State == VirtualMachineState.Starting || row.State == VirtualMachineState.Migrating))
            .Select(row => row.Uuid).ToListAsync(ct), ct);
        await Task.WhenAll(running.Select(StopOneAsync));

        async Task StopOneAsync(Guid vm)
        {
            try
            {
                await dispatcher.ExecuteAsync(new StopVirtualMachine(new VirtualMachineId(vm)), Caller.System, ct);
            }
            catch (CloudStackException exception)
            {
                // The account is disabled all the same; the machine's own events tell what happened to it.
                LogNotStopped(exception, vm, accountId);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "Virtual machine {Vm} of the disabled account {Account} could not be stopped.")]
    private partial void LogNotStopped(Exception exception, Guid vm, long account);
}
