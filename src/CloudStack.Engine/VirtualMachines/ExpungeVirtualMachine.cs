using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Takes away for good what a destroyed VM held. The cloud's own command: users destroy, the cloud expunges after <c>expunge.delay</c>.</summary>
/// <param name="Id">A VM that is Destroyed.</param>
[Command("expungeVirtualMachine", Access = Role.None, Runs = Runs.AsJob, JobInstance = "VirtualMachine")]
internal sealed record ExpungeVirtualMachine(VirtualMachineId Id) : ICommand<Success>;

internal sealed class ExpungeVirtualMachineSaga(VmExpunger expunger, TimeProvider time) : Saga<ExpungeVirtualMachine, VmState, Success>
{
    protected override Task<VmState> PrepareAsync(ExpungeVirtualMachine command, CommandContext context, CancellationToken ct)
    {
        var vm = context.Row<VirtualMachineRow>(command.Id.Value);
        return vm.State is VirtualMachineState.Destroyed or VirtualMachineState.Expunging
            ? Task.FromResult(VmState.Of<VmState>(vm, context))
            : throw VmTransitions.Refuse(vm, "expunged");
    }

    protected override void Define(SagaBuilder<VmState> saga) => saga
        .Step("expunging", BeginAsync)
        .Step("expunge", ExpungeAsync);

    protected override IReadOnlyList<string> Locks(VmState state) => [$"vm:{state.EntityUuid}"];

    protected override Task<Success> ResultAsync(VmState state, Db db) => Task.FromResult(Success.Done);

    /// <summary>From here on there is no way back: a failure leaves the VM Expunging for the next run.</summary>
    private Task BeginAsync(VmState state, SagaRun run, CancellationToken ct) => run.CommitAsync(db =>
        db.Moving(state.EntityId, VirtualMachineState.Expunging, time.GetUtcNow(), VirtualMachineState.Destroyed, VirtualMachineState.Expunging)
            .MoveAsync(db, state.EntityId, "expunged"));

    private async Task ExpungeAsync(VmState state, SagaRun run, CancellationToken ct)
    {
        await expunger.CleanAsync(state.EntityId, ct);
        Func<Task> freed = () => Task.CompletedTask;
        await run.CommitAsync(async db => freed = await expunger.RemoveAsync(db, state.EntityId));
        await freed();
    }
}

/// <summary>Expunges VMs that have been Destroyed for <c>expunge.delay</c>, every <c>expunge.interval</c>.</summary>
internal sealed class ExpungeReconciler(Database database, SettingsStore settings, TimeProvider time, Dispatcher dispatcher) : IReconciler
{
    public string Name => "expunge";

    public TimeSpan Interval => TimeSpan.FromSeconds(Math.Max(1, settings.Current.ExpungeInterval));

    public async Task RunAsync(CancellationToken ct)
    {
        var before = time.GetUtcNow() - TimeSpan.FromSeconds(settings.Current.ExpungeDelay);
        var due = await database.ReadAsync(db => db.VirtualMachines
            .Where(row => row.Removed.IsNotSet() && ((row.State == VirtualMachineState.Destroyed && row.Destroyed <= before) || row.State == VirtualMachineState.Expunging))
            .Select(row => row.Uuid).ToListAsync(ct), ct);
        foreach (var vm in due)
        {
            try
            {
                await dispatcher.StartAsync(new ExpungeVirtualMachine(new VirtualMachineId(vm)), Caller.System, ct);
            }
            catch (CloudStackException)
            {
                // It was expunged or recovered in the meantime; the others are still due.
            }
        }
    }
}
