using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Adds a NIC to a VM, at once when it runs.</summary>
internal sealed class AddNicToVirtualMachineSaga(NicAllocator nics, NetworkOrchestrator networks, NicPlugs plugs, VmNetworks elements, Database database)
    : Saga<AddNicToVirtualMachine, VmNicState, VirtualMachine>
{
    protected override async Task<VmNicState> PrepareAsync(AddNicToVirtualMachine command, CommandContext context, CancellationToken ct)
    {
        var (vm, network) = (context.Row<VirtualMachineRow>(command.VirtualMachineId.Value), context.Row<NetworkRow>(command.NetworkId.Value));
        NicPlugs.CheckState(vm);
        if (network.ZoneId != vm.ZoneId)
        {
            throw CloudStackException.Invalid($"The network {network.Name} and the virtual machine {vm.Name} are in different zones.");
        }
        // The VM's owner must be one who may use the network, whoever calls.
        await database.ReadAsync(async db => await NetworkSelection.SelectAsync(db, await Owner.ReadAsync(db, vm.AccountId),
            await db.Zones.FirstAsync(row => row.Id == vm.ZoneId, ct), [network], [], command.IpAddress, null), ct);
        var state = VmState.Of<VmNicState>(vm, context);
        (state.NetworkId, state.Address) = (network.Id, command.IpAddress);
        return state;
    }

    protected override void Define(SagaBuilder<VmNicState> saga) => saga
        .Step("allocate", AllocateAsync, undo: ReleaseAsync)
        .Step("network", (state, _, ct) => elements.EnsureNetworkAsync(state.NetworkId, ct))
        .Step("plug", (state, _, ct) => plugs.PlugAsync(state, ct), undo: (state, _, ct) => plugs.UnplugAsync(state, ct));

    protected override IReadOnlyList<string> Locks(VmNicState state) => [$"vm:{state.EntityUuid}"];

    protected override Task<VirtualMachine> ResultAsync(VmNicState state, Db db) => VmViews.ReadAsync(db, state.EntityId, state.ForAdmin);

    private Task AllocateAsync(VmNicState state, SagaRun run, CancellationToken ct) => run.CommitAsync(async db =>
    {
        var vm = await db.VirtualMachines.FirstAsync(row => row.Id == state.EntityId);
        NicPlugs.CheckState(vm);
        var network = await db.Networks.FirstAsync(row => row.Id == state.NetworkId);
        var existing = await db.Nics.Where(row => row.VmId == vm.Id).ToListAsync();
        if (existing.Any(nic => nic.NetworkId == state.NetworkId))
        {
            throw CloudStackException.Invalid($"The virtual machine {vm.Name} is on the network {network.Name} already.");
        }
        var device = existing.Count == 0 ? 0 : existing.Max(nic => nic.DeviceId) + 1;
        state.NicId = (await nics.AllocateAsync(db, network, vm, device, existing.Count == 0, state.Address, null)).Id;
        if (vm is { State: VirtualMachineState.Running, PodId: { } pod })
        {
            await networks.ReserveAsync(db, vm, pod);
        }
    });

    private async Task ReleaseAsync(VmNicState state, SagaRun run, CancellationToken ct)
    {
        await run.CommitAsync(async db =>
        {
            if (await db.Nics.FirstOrDefaultAsync(row => row.Id == state.NicId) is { } nic)
            {
                await nics.ReleaseAsync(db, nic);
            }
        });
        await elements.TellAsync([state.NetworkId], ct);
    }
}
