using CloudStack.Drivers;
using CloudStack.Engine.Persistence;
using CloudStack.Engine.Placement;
using LinqToDB;
using LinqToDB.Async;
using Microsoft.Extensions.Logging;

namespace CloudStack.Engine;

/// <summary>What sagas know that stop a VM.</summary>
internal sealed class VmStopState : VmState
{
    /// <summary>Whether to go on when the host does not do as it is told.</summary>
    public bool Forced { get; set; }

    /// <summary>The host that it runs on; 0 when there is nothing to stop.</summary>
    public long HostId { get; set; }

    /// <summary>Whether the VM is destroyed after it has stopped, and so keeps no place.</summary>
    public bool Destroying { get; set; }

    /// <summary>Whether there turned out to be nothing to do.</summary>
    public bool Skip { get; set; }
}

/// <summary>The steps of every saga that stops a VM.</summary>
internal sealed partial class VmStopper(
    Database database, HostCapacities capacities, NetworkOrchestrator networks, PlacementIndex index, HypervisorGateway hypervisors, SettingsStore settings,
    VmNetworks elements, TimeProvider time, ILogger<VmStopper> logger)
{
    public SagaBuilder<VmStopState> AddSteps(SagaBuilder<VmStopState> saga) => saga
        .Step("stopping", BeginAsync, undo: BackToRunningAsync)
        .Step("stop", StopAsync, undo: SettleAsync);

    /// <summary>Running becomes Stopping; what does not run is stopped already.</summary>
    private Task BeginAsync(VmStopState state, SagaRun run, CancellationToken ct) => run.CommitAsync(async db =>
    {
        state.HostId = 0;
        if (state.Skip)
        {
            return;
        }
        var vm = await db.VirtualMachines.FirstAsync(row => row.Id == state.EntityId);
        if (vm.State is not (VirtualMachineState.Running or VirtualMachineState.Stopping))
        {
            if (vm.State is VirtualMachineState.Starting or VirtualMachineState.Migrating)
            {
                throw VmTransitions.Refuse(vm, "stopped");
            }
            return;
        }
        await db.Moving(vm.Id, VirtualMachineState.Stopping, time.GetUtcNow(), VirtualMachineState.Running, VirtualMachineState.Stopping)
            .MoveAsync(db, vm.Id, "stopped");
        state.HostId = vm.HostId ?? 0;
    });

    private Task BackToRunningAsync(VmStopState state, SagaRun run, CancellationToken ct) => run.CommitAsync(async db =>
    {
        if (state.HostId != 0)
        {
            await db.VirtualMachines.Where(row => row.Id == state.EntityId && row.State == VirtualMachineState.Stopping)
                .Set(row => row.State, VirtualMachineState.Running)
                .Set(row => row.StateChanged, time.GetUtcNow())
                .UpdateAsync();
        }
    });

    private async Task StopAsync(VmStopState state, SagaRun run, CancellationToken ct)
    {
        if (state.HostId == 0)
        {
            return;
        }
        var (vm, host) = await database.ReadAsync(async db => (
            await db.VirtualMachines.FirstAsync(row => row.Id == state.EntityId, ct), await db.Hosts.FirstAsync(row => row.Id == state.HostId, ct)), ct);
        try
        {
            var graceful = state.Forced ? TimeSpan.Zero : TimeSpan.FromSeconds(settings.Current.GracefulStopSeconds);
            var connection = await hypervisors.ConnectAsync(host, ct);
            await connection.CallAsync((driver, endpoint) => driver.EnsureAsync(endpoint, VmSpecs.Stopped(vm, graceful), ct), ct);
            await connection.CallAsync((driver, endpoint) => driver.RemoveAsync(endpoint, VmSpecs.Ref(vm), ct), ct);
        }
        catch (DriverException exception) when (state.Forced)
        {
            // Forced means: whatever the host says. Should the VM still run there, the power state sync stops it when the host is back.
            LogForced(exception, vm.InstanceName, host.Name);
        }
        var reserved = false;
        await run.CommitAsync(async db => reserved = await StoppedAsync(db, vm, host, keepPlace: !state.Destroying));
        await FreedAsync(vm, host, reserved);
        await elements.TellOfAsync(vm.Id, ct);
    }

    /// <summary>The stop failed. What the host has stopped already is Stopped, since a guest's shutdown cannot be taken back; else it is Running as before.</summary>
    private async Task SettleAsync(VmStopState state, SagaRun run, CancellationToken ct)
    {
        if (state.HostId == 0)
        {
            return;
        }
        var (vm, host) = await database.ReadAsync(async db => (
            await db.VirtualMachines.FirstAsync(row => row.Id == state.EntityId, ct), await db.Hosts.FirstAsync(row => row.Id == state.HostId, ct)), ct);
        if (vm.State != VirtualMachineState.Stopping || await RunsAsync(vm, host, ct))
        {
            return;
        }
        var reserved = false;
        await run.CommitAsync(async db => reserved = await StoppedAsync(db, vm, host, keepPlace: true));
        await FreedAsync(vm, host, reserved);
        await elements.TellOfAsync(vm.Id, ct);
    }

    /// <summary>Whether a VM runs on a host; where the host does not tell, it is taken to, and the power state sync sets it right later.</summary>
    public async Task<bool> RunsAsync(VirtualMachineRow vm, HostRow host, CancellationToken ct)
    {
        try
        {
            var connection = await hypervisors.ConnectAsync(host, ct);
            var observed = await connection.CallAsync((driver, endpoint) => driver.ObserveAsync(endpoint, ct), ct);
            return observed.Any(found => found.Name == vm.InstanceName && found.Power is not (VmPower.Stopped or VmPower.Crashed));
        }
        catch (DriverException)
        {
            return true;
        }
    }

    /// <summary>Writes down that a VM has stopped: its place becomes a reservation, its NICs rest.</summary>
    public async Task<bool> StoppedAsync(Db db, VirtualMachineRow vm, HostRow host, bool keepPlace)
    {
        var reserved = await capacities.ReleaseAsync(db, host.Id, (long)vm.Cpus * vm.CpuMhz, vm.MemoryBytes, keepPlace);
        await networks.UnreserveAsync(db, vm);
        await db.Moving(vm.Id, VirtualMachineState.Stopped, time.GetUtcNow(), VirtualMachineState.Stopping, VirtualMachineState.Running)
            .Set(row => row.HostId, (long?)null)
            .Set(row => row.LastHostId, host.Id)
            .Set(row => row.HoldsUsed, false)
            .Set(row => row.HoldsReserved, reserved)
            .Set(row => row.PowerState, nameof(VmPower.Stopped))
            .MoveAsync(db, vm.Id, "stopped");
        return reserved;
    }

    /// <summary>After that commit: placement learns of it.</summary>
    public async Task FreedAsync(VirtualMachineRow vm, HostRow host, bool reserved)
    {
        var (cpu, memory) = ((long)vm.Cpus * vm.CpuMhz, vm.MemoryBytes);
        index.Apply(host.Uuid, new HostUsage(-cpu, -memory, reserved ? cpu : 0, reserved ? memory : 0, -1));
        var owner = await database.ReadAsync(db => db.Accounts.Where(row => row.Id == vm.AccountId).Select(row => row.Uuid).FirstAsync());
        index.ApplyOwner(host.Uuid, owner, -1);
    }

    [LoggerMessage(LogLevel.Warning, "The forced stop of {Vm} goes on although its host {Host} failed.")]
    private partial void LogForced(Exception exception, string vm, string host);
}
