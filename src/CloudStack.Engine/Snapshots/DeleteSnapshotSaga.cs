using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Deletes a snapshot: its row at once, its image soon after. Whoever makes something of it is waited for.</summary>
internal sealed class DeleteSnapshotSaga(ResourceCounter limits, TimeProvider time) : Saga<DeleteSnapshot, SnapshotSagaState, Success>
{
    protected override Task<SnapshotSagaState> PrepareAsync(DeleteSnapshot command, CommandContext context, CancellationToken ct)
    {
        var snapshot = context.Row<SnapshotRow>(command.Id.Value);
        if (snapshot.State != SnapshotState.BackedUp)
        {
            throw CloudStackException.Invalid($"The snapshot {snapshot.Name} cannot be deleted while it is {snapshot.State}; it must be BackedUp.");
        }
        return Task.FromResult(new SnapshotSagaState { EntityUuid = snapshot.Uuid, EntityId = snapshot.Id, OwnerAccountId = snapshot.AccountId, OwnerDomainId = snapshot.DomainId });
    }

    protected override void Define(SagaBuilder<SnapshotSagaState> saga) => saga.Step("delete", DeleteAsync);

    protected override IReadOnlyList<string> Locks(SnapshotSagaState state) => [$"snapshot:{state.EntityUuid}"];

    protected override Task<Success> ResultAsync(SnapshotSagaState state, Db db) => Task.FromResult(Success.Done);

    private Task DeleteAsync(SnapshotSagaState state, SagaRun run, CancellationToken ct) => run.CommitAsync(async db =>
    {
        var now = time.GetUtcNow();
        // It may have been deleted while this job waited for its turn.
        if (await db.Snapshots.Where(row => row.Id == state.EntityId && row.Removed.IsNotSet()).Set(row => row.Removed, now).UpdateAsync() == 1)
        {
            var snapshot = await db.GetAsync<SnapshotRow>(state.EntityId);
            if (snapshot is { StoreId: { } store, Path: { } path })
            {
                await ImageRemovals.AddAsync(db, store, path, now);
            }
            await ResourceTagRows.RemoveAsync(db, "Snapshot", snapshot.Id);
            await limits.GiveBackAsync(db, snapshot.AccountId, snapshot.DomainId, ResourceType.Snapshot);
        }
    });
}
