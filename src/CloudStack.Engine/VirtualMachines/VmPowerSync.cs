using CloudStack.Drivers;
using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;
using Microsoft.Extensions.Logging;

namespace CloudStack.Engine;

/// <summary>
/// Compares what runs on a host with what the cloud believes, and sets right what differs: a VM that has stopped by itself becomes Stopped, and is
/// started again when it is highly available and its guest did not power itself off; one that runs where it should not is removed there. A name that
/// the cloud does not know is reported, not stopped: 4.1 stopped it.
/// </summary>
internal sealed partial class VmPowerSync(Database database, Dispatcher dispatcher, AlertLog alerts, ILogger<VmPowerSync> logger) : IPowerStateSync
{
    public async Task ReportAsync(HostRow host, IReadOnlyList<VmObservation> observed, DateTimeOffset observedAt, CancellationToken ct)
    {
        var names = observed.Select(vm => vm.Name).ToArray();
        var known = await database.ReadAsync(db => db.VirtualMachines
            .Where(vm => vm.Removed.IsNotSet() && (vm.HostId == host.Id || names.Contains(vm.InstanceName))).ToListAsync(ct), ct);
        var seen = observed.ToDictionary(vm => vm.Name);
        foreach (var vm in known.Where(vm => vm.StateChanged < observedAt))
        {
            var found = seen.GetValueOrDefault(vm.InstanceName);
            if (vm.State == VirtualMachineState.Running && vm.HostId == host.Id)
            {
                if (found is null || found.Power is VmPower.Stopped or VmPower.Crashed)
                {
                    await StoppedAsync(vm, host, found, ct);
                }
            }
            else if (found?.Power == VmPower.Running && IsStray(vm, host))
            {
                LogStray(vm.InstanceName, host.Name, vm.State);
                await TryAsync(new RemoveStrayVirtualMachine(new VirtualMachineId(vm.Uuid), new HostId(host.Uuid)), vm, ct);
            }
        }
        var unknown = names.Except(known.Select(vm => vm.InstanceName)).ToList();
        if (unknown.Count > 0)
        {
            await database.WriteAsync(db => alerts.AddAsync(db, AlertLog.UserVm,
                $"Host {host.Name} runs virtual machines that this cloud does not know: {string.Join(", ", unknown.Take(10))}", host.ZoneId, host.PodId, host.ClusterId), ct);
        }
    }

    /// <summary>Whether a VM has no business on a host. One that is being moved or started is left to its saga.</summary>
    internal static bool IsStray(VirtualMachineRow vm, HostRow host) => vm.State switch
    {
        VirtualMachineState.Stopped or VirtualMachineState.Destroyed or VirtualMachineState.Expunging or VirtualMachineState.Error => true,
        VirtualMachineState.Running => vm.HostId != host.Id,
        _ => false,
    };

    private async Task StoppedAsync(VirtualMachineRow vm, HostRow host, VmObservation? found, CancellationToken ct)
    {
        var byGuest = found?.StoppedByGuest == true;
        LogStopped(vm.InstanceName, host.Name, byGuest);
        await TryAsync(new SettleStoppedVirtualMachine(new VirtualMachineId(vm.Uuid), new HostId(host.Uuid), vm.HaEnabled && !byGuest), vm, ct);
    }

    private async Task TryAsync<T>(ICommand<T> command, VirtualMachineRow vm, CancellationToken ct)
    {
        try
        {
            await dispatcher.ExecuteAsync(command, Caller.System, ct);
        }
        catch (CloudStackException exception)
        {
            // The next look finds it again.
            LogFailed(exception, vm.InstanceName);
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Vm} does not run on {Host} any more (stopped by its guest: {ByGuest}).")]
    private partial void LogStopped(string vm, string host, bool byGuest);

    [LoggerMessage(LogLevel.Warning, "{Vm} runs on {Host} although it is {State} elsewhere; it is removed there.")]
    private partial void LogStray(string vm, string host, VirtualMachineState state);

    [LoggerMessage(LogLevel.Warning, "{Vm} could not be set right.")]
    private partial void LogFailed(Exception exception, string vm);
}
