using CloudStack.Engine.Persistence;

namespace CloudStack.Engine;

/// <summary>Takes the snapshot of a policy that is due. The cloud's own command.</summary>
/// <param name="Id">The policy.</param>
/// <param name="Due">The run; of several servers that want to do it, one does.</param>
[Command("takeScheduledSnapshot", Access = Role.None, Runs = Runs.AsJob, Event = EventType.SnapshotCreate, JobInstance = "Snapshot")]
internal sealed record TakeScheduledSnapshot(SnapshotPolicyId Id, DateTimeOffset Due) : ICreateCommand<Snapshot>;

/// <summary>The run is taken in the transaction that records the job, so that it is neither done twice nor lost.</summary>
internal sealed class TakeScheduledSnapshotSaga(SnapshotTaker taker) : Saga<TakeScheduledSnapshot, SnapshotSagaState, Snapshot>
{
    protected override async Task<SnapshotSagaState> PrepareAsync(TakeScheduledSnapshot command, CommandContext context, CancellationToken ct)
    {
        var policy = context.Row<SnapshotPolicyRow>(command.Id.Value);
        var volume = await context.ReadAsync(db => db.GetAsync<VolumeRow>(policy.VolumeId, ct), ct);
        return await taker.PrepareAsync(volume, policy, context, ct);
    }

    protected override async Task RecordAsync(TakeScheduledSnapshot command, SnapshotSagaState state, CommandContext context, Db db)
    {
        if (!await SnapshotPolicies.MoveOnAsync(db, context.Row<SnapshotPolicyRow>(command.Id.Value), command.Due, context.Now))
        {
            throw CloudStackException.Invalid("Another server does this run of the policy, or the policy was changed.");
        }
        await taker.RecordAsync(db, state);
    }

    protected override void Define(SagaBuilder<SnapshotSagaState> saga) => taker.AddSteps(saga);

    protected override IReadOnlyList<string> Locks(SnapshotSagaState state) => VolumeMoves.Locks(state.VolumeUuid, state.VmUuid);

    protected override Task<Snapshot> ResultAsync(SnapshotSagaState state, Db db) => SnapshotViews.ReadAsync(db, state.EntityId);

    protected override Task FailedAsync(SnapshotSagaState state, Db db, Exception reason) => taker.FailedAsync(db, state);
}
