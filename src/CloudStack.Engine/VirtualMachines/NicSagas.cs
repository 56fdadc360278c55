using CloudStack.Drivers;
using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>What sagas on a VM's NICs know.</summary>
internal sealed class VmNicState : VmState
{
    public long NicId { get; set; }

    public long NetworkId { get; set; }

    /// <summary>Address that was asked for.</summary>
    public string? Address { get; set; }
}

/// <summary>Adds a NIC to a VM, at once when it runs.</summary>
internal sealed class AddNicToVirtualMachineSaga(NicAllocator nics, NetworkOrchestrator networks, NicPlugs plugs)
    : Saga<AddNicToVirtualMachine, VmNicState, VirtualMachine>
{
    protected override Task<VmNicState> PrepareAsync(AddNicToVirtualMachine command, CommandContext context, CancellationToken ct)
    {
        var (vm, network) = (context.Row<VirtualMachineRow>(command.VirtualMachineId.Value), context.Row<NetworkRow>(command.NetworkId.Value));
        NicPlugs.CheckState(vm);
        if (network.ZoneId != vm.ZoneId)
        {
            throw CloudStackException.Invalid($"The network {network.Name} and the virtual machine {vm.Name} are in different zones.");
        }
        if (network.TrafficType != "Guest")
        {
            throw CloudStackException.Invalid($"The network {network.Name} carries {network.TrafficType} traffic; virtual machines are on guest networks.");
        }
        var state = VmState.Of<VmNicState>(vm, context);
        (state.NetworkId, state.Address) = (network.Id, command.IpAddress);
        return Task.FromResult(state);
    }

    protected override void Define(SagaBuilder<VmNicState> saga) => saga
        .Step("allocate", AllocateAsync, undo: ReleaseAsync)
        .Step("plug", (state, _, ct) => plugs.PlugAsync(state, ct), undo: (state, _, ct) => plugs.UnplugAsync(state, ct));

    protected override IReadOnlyList<string> Locks(VmNicState state) => [$"vm:{state.EntityUuid}"];

    protected override Task<VirtualMachine> ResultAsync(VmNicState state, Db db) => VmViews.ReadAsync(db, state.EntityId, state.ForAdmin);

    private Task AllocateAsync(VmNicState state, SagaRun run, CancellationToken ct) => run.CommitAsync(async db =>
    {
        var vm = await db.VirtualMachines.FirstAsync(row => row.Id == state.EntityId);
        NicPlugs.CheckState(vm);
        var existing = await db.Nics.Where(row => row.VmId == vm.Id).ToListAsync();
        if (existing.Any(nic => nic.NetworkId == state.NetworkId))
        {
            throw CloudStackException.Invalid($"The virtual machine {vm.Name} is on that network already.");
        }
        var network = await db.Networks.FirstAsync(row => row.Id == state.NetworkId);
        var device = existing.Count == 0 ? 0 : existing.Max(nic => nic.DeviceId) + 1;
        state.NicId = (await nics.AllocateAsync(db, network, vm, device, existing.Count == 0, state.Address, null)).Id;
        if (vm is { State: VirtualMachineState.Running, PodId: { } pod })
        {
            await networks.ReserveAsync(db, vm, pod);
        }
    });

    private Task ReleaseAsync(VmNicState state, SagaRun run, CancellationToken ct) => run.CommitAsync(async db =>
    {
        if (await db.Nics.FirstOrDefaultAsync(row => row.Id == state.NicId) is { } nic)
        {
            await nics.ReleaseAsync(db, nic);
        }
    });
}

/// <summary>Removes a NIC from a VM, at once when it runs.</summary>
internal sealed class RemoveNicFromVirtualMachineSaga(NicAllocator nics, NicPlugs plugs) : Saga<RemoveNicFromVirtualMachine, VmNicState, VirtualMachine>
{
    protected override Task<VmNicState> PrepareAsync(RemoveNicFromVirtualMachine command, CommandContext context, CancellationToken ct)
    {
        var (vm, nic) = (context.Row<VirtualMachineRow>(command.VirtualMachineId.Value), context.Row<NicRow>(command.NicId.Value));
        NicPlugs.CheckState(vm);
        NicPlugs.CheckBelongs(nic, vm);
        if (nic.IsDefault)
        {
            throw CloudStackException.Invalid($"The NIC {nic.Uuid} is the default one of the virtual machine {vm.Name}. Make another one the default first.");
        }
        var state = VmState.Of<VmNicState>(vm, context);
        state.NicId = nic.Id;
        return Task.FromResult(state);
    }

    protected override void Define(SagaBuilder<VmNicState> saga) => saga
        .Step("unplug", (state, _, ct) => plugs.UnplugAsync(state, ct), undo: (state, _, ct) => plugs.PlugAsync(state, ct))
        .Step("release", ReleaseAsync);

    protected override IReadOnlyList<string> Locks(VmNicState state) => [$"vm:{state.EntityUuid}"];

    protected override Task<VirtualMachine> ResultAsync(VmNicState state, Db db) => VmViews.ReadAsync(db, state.EntityId, state.ForAdmin);

    private Task ReleaseAsync(VmNicState state, SagaRun run, CancellationToken ct) => run.CommitAsync(async db =>
    {
        if (await db.Nics.FirstOrDefaultAsync(row => row.Id == state.NicId) is { } nic)
        {
            await nics.ReleaseAsync(db, nic);
        }
    });
}

/// <summary>Plugs NICs into running VMs and out of them.</summary>
internal sealed class NicPlugs(Database database, NetworkOrchestrator networks, HypervisorGateway hypervisors)
{
    public static void CheckState(VirtualMachineRow vm)
    {
        if (vm.State is not (VirtualMachineState.Running or VirtualMachineState.Stopped))
        {
            throw VmTransitions.Refuse(vm, "given other NICs");
        }
    }

    public static void CheckBelongs(NicRow nic, VirtualMachineRow vm)
    {
        if (nic.VmId != vm.Id)
        {
            throw CloudStackException.Invalid($"The NIC {nic.Uuid} is not one of the virtual machine {vm.Name}.");
        }
    }

    public Task PlugAsync(VmNicState state, CancellationToken ct) =>
        CallAsync(state, (driver, endpoint, vm, nic) => driver.AttachNicAsync(endpoint, vm, nic, ct), ct);

    public Task UnplugAsync(VmNicState state, CancellationToken ct) =>
        CallAsync(state, (driver, endpoint, vm, nic) => driver.DetachNicAsync(endpoint, vm, nic, ct), ct);

    private async Task CallAsync(VmNicState state, Func<INicHotPlug, HostEndpoint, VmRef, NicSpec, Task> call, CancellationToken ct)
    {
        var (vm, host, spec) = await database.ReadAsync(async db =>
        {
            var row = await db.VirtualMachines.FirstAsync(row => row.Id == state.EntityId, ct);
            var nic = await db.Nics.Where(nic => nic.Id == state.NicId).Select(nic => (Guid?)nic.Uuid).FirstOrDefaultAsync(ct);
            var specs = nic is null ? [] : await networks.SpecsAsync(db, row);
            return (row, await db.Hosts.FirstOrDefaultAsync(host => host.Id == row.HostId, ct), specs.FirstOrDefault(one => one.Id.Value == nic));
        }, ct);
        if (vm.State != VirtualMachineState.Running || host is null || spec is null)
        {
            return;
        }
        var connection = await hypervisors.ConnectAsync(host, ct);
        await connection.CallFacetAsync<INicHotPlug, bool>("Changing the NICs of running virtual machines", async (driver, endpoint) =>
        {
            await call(driver, endpoint, VmSpecs.Ref(vm), spec);
            return true;
        }, ct);
    }
}
