using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;
using Microsoft.Extensions.Logging;

namespace CloudStack.Engine;

/// <summary>Stops the VMs that use a pool which goes into maintenance, and starts those again when it comes back.</summary>
internal sealed partial class PoolEvacuator(Database database, Dispatcher dispatcher, ILogger<PoolEvacuator> logger) : IPoolEvacuator
{
    private const int AtOnce = 4;

    /// <summary>Marks a VM that was stopped for a pool's maintenance, so that it is known after a restart which ones to start.</summary>
    private const string Mark = "stopped.for.maintenance.of";

    public async Task EvacuateAsync(StoragePoolRow pool, long userId, CancellationToken ct)
    {
        var vms = await database.ReadAsync(db => (from vm in db.VirtualMachines
                                                  where vm.State == VirtualMachineState.Running && vm.Removed.IsNotSet()
                                                      && db.Volumes.Any(volume => volume.VmId == vm.Id && volume.PoolId == pool.Id && volume.Removed.IsNotSet())
                                                  orderby vm.Id
                                                  select vm).ToListAsync(ct), ct);
        await Parallel.ForEachAsync(vms, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct }, async (vm, token) =>
        {
            await database.WriteAsync(db => db.InsertAsync(new VmDetailRow { VmId = vm.Id, Name = Mark, Value = pool.Uuid.ToString() }), token);
            await TryAsync(new StopVirtualMachine(new VirtualMachineId(vm.Uuid)), vm, token);
        });
    }

    public async Task RestoreAsync(StoragePoolRow pool, long userId, CancellationToken ct)
    {
        var mark = pool.Uuid.ToString();
        var vms = await database.ReadAsync(db => (from vm in db.VirtualMachines
                                                  where vm.Removed.IsNotSet() && db.VmDetails.Any(detail => detail.VmId == vm.Id && detail.Name == Mark && detail.Value == mark)
                                                  orderby vm.Id
                                                  select vm).ToListAsync(ct), ct);
        await Parallel.ForEachAsync(vms, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct }, async (vm, token) =>
        {
            if (vm.State == VirtualMachineState.Stopped)
            {
                await TryAsync(new StartVirtualMachine(new VirtualMachineId(vm.Uuid)), vm, token);
            }
            await database.WriteAsync(db => db.VmDetails.DeleteAsync(detail => detail.VmId == vm.Id && detail.Name == Mark), token);
        });
    }

    private async Task TryAsync(ICommand<VirtualMachine> command, VirtualMachineRow vm, CancellationToken ct)
    {
        try
        {
            await dispatcher.ExecuteAsync(command, Caller.System, ct);
        }
        catch (CloudStackException exception)
        {
            LogFailed(exception, vm.InstanceName);
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Vm} could not be stopped or started for the maintenance of a pool.")]
    private partial void LogFailed(Exception exception, string vm);
}
