using CloudStack.Engine.Persistence;
using CloudStack.Engine.Placement;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Stops a VM and marks it Destroyed; it can be recovered until it is expunged. One in Error is expunged at once.</summary>
internal sealed class DestroyVirtualMachineSaga(
    VmStopper stopper, VmExpunger expunger, HostCapacities capacities, ResourceCounter limits, PlacementIndex index, SettingsStore settings, TimeProvider time)
    : Saga<DestroyVirtualMachine, VmStopState, VirtualMachine>
{
    protected override Task<VmStopState> PrepareAsync(DestroyVirtualMachine command, CommandContext context, CancellationToken ct)
    {
        var vm = context.Row<VirtualMachineRow>(command.Id.Value);
        if (vm.State is VirtualMachineState.Expunging)
        {
            throw VmTransitions.Refuse(vm, "destroyed");
        }
        var state = VmState.Of<VmStopState>(vm, context);
        (state.Forced, state.Destroying) = (settings.Current.VmDestroyForceStop, true);
        return Task.FromResult(state);
    }

    protected override void Define(SagaBuilder<VmStopState> saga) => stopper.AddSteps(saga)
        .Step("destroy", DestroyAsync)
        .Step("expunge failed deployment", ExpungeErrorAsync);

    protected override IReadOnlyList<string> Locks(VmStopState state) => [$"vm:{state.EntityUuid}"];

    protected override Task<VirtualMachine> ResultAsync(VmStopState state, Db db) => VmViews.ReadAsync(db, state.EntityId, state.ForAdmin);

    private async Task DestroyAsync(VmStopState state, SagaRun run, CancellationToken ct)
    {
        (Guid Host, long Cpu, long Memory)? freed = null;
        await run.CommitAsync(async db =>
        {
            freed = null;
            var vm = await db.LockAsync(state.EntityId);
            if (vm.State != VirtualMachineState.Stopped)
            {
                return;
            }
            if (vm is { HoldsReserved: true, LastHostId: { } last })
            {
                await capacities.ReleaseReservationAsync(db, last, (long)vm.Cpus * vm.CpuMhz, vm.MemoryBytes);
                freed = (await db.Hosts.Where(row => row.Id == last).Select(row => row.Uuid).FirstAsync(), (long)vm.Cpus * vm.CpuMhz, vm.MemoryBytes);
            }
            var now = time.GetUtcNow();
            await db.Moving(vm.Id, VirtualMachineState.Destroyed, now, VirtualMachineState.Stopped)
                .Set(row => row.HoldsReserved, false)
                .Set(row => row.Destroyed, now)
                .MoveAsync(db, vm.Id, "destroyed");
            var volumes = await db.Volumes.CountAsync(row => row.VmId == vm.Id && row.Removed.IsNotSet());
            await limits.GiveBackAsync(db, vm.AccountId, vm.DomainId, ResourceType.UserVm);
            await limits.GiveBackAsync(db, vm.AccountId, vm.DomainId, ResourceType.Volume, volumes);
        });
        if (freed is { } place)
        {
            index.Apply(place.Host, new HostUsage(0, 0, -place.Cpu, -place.Memory));
        }
    }

    private async Task ExpungeErrorAsync(VmStopState state, SagaRun run, CancellationToken ct)
    {
        if (await expunger.IsInErrorAsync(state.EntityId, ct))
        {
            await expunger.CleanAsync(state.EntityId, ct);
            Func<Task> freed = () => Task.CompletedTask;
            await run.CommitAsync(async db => freed = await expunger.RemoveAsync(db, state.EntityId));
            await freed();
        }
    }
}
