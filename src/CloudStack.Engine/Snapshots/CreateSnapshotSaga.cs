using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Takes a snapshot that somebody asks for.</summary>
internal sealed class CreateSnapshotSaga(SnapshotTaker taker) : Saga<CreateSnapshot, SnapshotSagaState, Snapshot>
{
    protected override async Task<SnapshotSagaState> PrepareAsync(CreateSnapshot command, CommandContext context, CancellationToken ct)
    {
        var volume = context.Row<VolumeRow>(command.VolumeId.Value);
        if (command.Account is not null && context.Owner.AccountId != volume.AccountId)
        {
            throw CloudStackException.Invalid($"The snapshot belongs to the owner of the volume {volume.Name}, which {context.Owner.AccountName} is not: leave account out.");
        }
        var policy = context.Row<SnapshotPolicyRow>(command.PolicyId?.Value);
        if (policy is not null && policy.VolumeId != volume.Id)
        {
            throw CloudStackException.Invalid($"policyid: the policy {policy.Uuid} is not one of the volume {volume.Name}.");
        }
        return await taker.PrepareAsync(volume, policy, context, ct);
    }

    protected override Task RecordAsync(CreateSnapshot command, SnapshotSagaState state, CommandContext context, Db db) => taker.RecordAsync(db, state);

    protected override void Define(SagaBuilder<SnapshotSagaState> saga) => taker.AddSteps(saga);

    protected override IReadOnlyList<string> Locks(SnapshotSagaState state) => VolumeMoves.Locks(state.VolumeUuid, state.VmUuid);

    protected override Task<Snapshot> ResultAsync(SnapshotSagaState state, Db db) => SnapshotViews.ReadAsync(db, state.EntityId);

    protected override Task FailedAsync(SnapshotSagaState state, Db db, Exception reason) => taker.FailedAsync(db, state);
}
