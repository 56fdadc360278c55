using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Starts a stopped VM, on its last host if that kept its place, else wherever placement says.</summary>
internal sealed class StartVirtualMachineSaga(VmStarter starter) : Saga<StartVirtualMachine, VmStartState, VirtualMachine>
{
    protected override async Task<VmStartState> PrepareAsync(StartVirtualMachine command, CommandContext context, CancellationToken ct)
    {
        var vm = context.Row<VirtualMachineRow>(command.Id.Value);
        if (command.HostId is not null && !context.Caller.IsRoot)
        {
            throw CloudStackException.Denied("Only a root administrator may name the host (hostid).");
        }
        if (vm.State is VirtualMachineState.Destroyed or VirtualMachineState.Expunging or VirtualMachineState.Error)
        {
            throw VmTransitions.Refuse(vm, "started");
        }
        var owner = await context.ReadAsync(db => Owner.ReadAsync(db, vm.AccountId), ct);
        if (owner.State == AccountState.Disabled)
        {
            throw CloudStackException.Denied($"The virtual machine {vm.Name} belongs to {(owner.AccountType == AccountType.Project
                ? "a project that is not active" : $"the account {owner.AccountName}, which is disabled")}; it cannot be started until that changes.");
        }
        var state = VmState.Of<VmStartState>(vm, context);
        state.IsRootAdmin = context.Caller.IsRoot;
        state.PinnedHost = command.HostId?.Value;
        state.Password = vm.UpdateParameters ? vm.Password : null;
        return state;
    }

    protected override void Define(SagaBuilder<VmStartState> saga) => starter.AddSteps(saga.Step("check", CheckAsync));

    protected override IReadOnlyList<string> Locks(VmStartState state) => [$"vm:{state.EntityUuid}"];

    protected override Task<VirtualMachine> ResultAsync(VmStartState state, Db db) => starter.ResultAsync(state, db);

    /// <summary>A VM that runs already is left alone, as 4.1 does; its turn may have come after another start.</summary>
    private Task CheckAsync(VmStartState state, SagaRun run, CancellationToken ct) => run.CommitAsync(async db =>
    {
        var current = await db.VirtualMachines.Where(row => row.Id == state.EntityId).Select(row => row.State).FirstAsync();
        state.Start = current != VirtualMachineState.Running;
    });
}
