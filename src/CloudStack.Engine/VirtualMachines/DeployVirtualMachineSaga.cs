using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>
/// Deploys a VM: checks in 4.1's order, records the VM with its NICs and volumes, then places and starts it. A deployment that fails leaves the VM
/// in Error without anything that costs: 4.1 kept its addresses until it was expunged.
/// </summary>
internal sealed class DeployVirtualMachineSaga(
    DeploymentChecks checks, VmStarter starter, NicAllocator nics, ResourceCounter limits, SettingsStore settings, ISecretProtector secrets,
    IIdSource ids, Database database) : Saga<DeployVirtualMachine, VmStartState, VirtualMachine>
{
    protected override async Task<VmStartState> PrepareAsync(DeployVirtualMachine command, CommandContext context, CancellationToken ct)
    {
        var plan = await database.ReadAsync(db => checks.CheckAsync(db, command, context, ct), ct);
        return new VmStartState
        {
            Plan = plan,
            EntityUuid = plan.Vm.Uuid,
            OwnerAccountId = context.Owner.AccountId,
            OwnerDomainId = context.Owner.DomainId,
            ForAdmin = context.Caller.IsRoot,
            IsRootAdmin = context.Caller.IsRoot,
            Start = command.StartVm ?? true,
            PinnedHost = command.HostId?.Value,
            Password = plan.Password is null ? null : secrets.Protect(plan.Password),
        };
    }

    protected override async Task RecordAsync(DeployVirtualMachine command, VmStartState state, CommandContext context, Db db)
    {
        var plan = state.Plan!;
        var owner = context.Owner;
        var vm = plan.Vm;
        if (command.ReservationId is { } reservation && await db.CapacityReservations.DeleteAsync(row => row.Uuid == reservation.Value) != 1)
        {
            throw CloudStackException.Invalid($"The capacity reservation {reservation} has just been used or has expired.");
        }
        // The final name holds the VM's number, which the insert gives.
        vm.InstanceName = vm.Uuid.ToString();
        await db.InsertRowAsync(vm);
        var id = vm.Id;
        (state.EntityId, vm.InstanceName) = (id, $"i-{owner.AccountId}-{id}-{settings.Current.InstanceName}");
        foreach (var (name, value) in plan.Details)
        {
            await db.InsertAsync(new VmDetailRow { VmId = id, Name = name, Value = value });
        }
        if (command.Group is not null)
        {
            await VmGroups.JoinAsync(db, ids, command.Group, owner.AccountId, owner.DomainId, id, context.Now);
        }
        await AffinityGroups.JoinAsync(db, id, plan.AffinityGroups);
        // Late, because a NIC locks its network until the transaction ends. Nobody waits for what comes after it.
        plan.Nics.Clear();
        for (var device = 0; device < plan.Networks.Count; device++)
        {
            var network = plan.Networks[device];
            plan.Nics.Add(await nics.AllocateAsync(db, network.Network, vm, device, network.IsDefault, network.Ip4, network.Ip6, needsId: false));
        }
        await db.Change<VirtualMachineRow>(id).Set(row => row.InstanceName, vm.InstanceName).ExpectAsync();
        foreach (var volume in plan.Volumes)
        {
            volume.VmId = id;
            volume.Name = $"{(volume.Type == VolumeType.Root ? "ROOT" : "DATA")}-{id}";
            await db.InsertLateAsync(volume);
        }
        await limits.TakeAtEndAsync(db, owner.AccountId, owner.AccountType, owner.DomainId,
            [(ResourceType.UserVm, 1), (ResourceType.Volume, plan.Volumes.Count)]);
    }

    protected override void Define(SagaBuilder<VmStartState> saga) => starter.AddSteps(saga);

    protected override IReadOnlyList<string> Locks(VmStartState state) => [$"vm:{state.EntityUuid}"];

    protected override Task<VirtualMachine> ResultAsync(VmStartState state, Db db) => starter.ResultAsync(state, db);

    protected override async Task FailedAsync(VmStartState state, Db db, Exception reason)
    {
        var (vm, owner, domain) = (state.EntityId, state.OwnerAccountId, state.OwnerDomainId);
        await db.VirtualMachines.Where(row => row.Id == vm && row.State == VirtualMachineState.Stopped)
            .Set(row => row.State, VirtualMachineState.Error).UpdateAsync();
        var volumes = await db.Volumes.Where(row => row.VmId == vm && row.Removed.IsNotSet())
            .Set(row => row.State, VolumeState.Destroy)
            .Set(row => row.Removed, row => row.Created)
            .UpdateAsync();
        foreach (var nic in await db.Nics.Where(row => row.VmId == vm).ToListAsync())
        {
            await nics.ReleaseAsync(db, nic);
        }
        await limits.GiveBackAsync(db, owner, domain, ResourceType.UserVm);
        await limits.GiveBackAsync(db, owner, domain, ResourceType.Volume, volumes);
    }
}
