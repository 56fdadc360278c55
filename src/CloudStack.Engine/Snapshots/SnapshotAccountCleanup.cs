using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Deletes the snapshots of a deleted account, and the policies of its volumes, so that there are no new ones.</summary>
internal sealed class SnapshotAccountCleanup(Database database, Dispatcher dispatcher) : IAccountCleanup
{
    public int Order => 20;

    public async Task CleanAsync(long accountId, long userId, CancellationToken ct)
    {
        await database.WriteAsync(db => db.SnapshotPolicies.DeleteAsync(policy => db.Volumes.Any(volume => volume.Id == policy.VolumeId && volume.AccountId == accountId)), ct);
        var snapshots = await database.ReadAsync(db => db.Snapshots.Where(row => row.AccountId == accountId && row.Removed.IsNotSet()).ToListAsync(ct), ct);
        foreach (var snapshot in snapshots.Where(row => row.State == SnapshotState.BackedUp))
        {
            await dispatcher.ExecuteAsync(new DeleteSnapshot(new SnapshotId(snapshot.Uuid)), Caller.System, ct);
        }
        if (snapshots.FirstOrDefault(row => row.State != SnapshotState.BackedUp) is { } busy)
        {
            throw CloudStackException.Invalid($"The snapshot {busy.Name} is still being taken.");
        }
    }
}
