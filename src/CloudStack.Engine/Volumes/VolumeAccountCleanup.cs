using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Deletes the volumes that a deleted account is left with once its VMs are gone; those deleted before are the volume cleanup's.</summary>
internal sealed class VolumeAccountCleanup(Database database, Dispatcher dispatcher) : IAccountCleanup
{
    public int Order => 50;

    public async Task CleanAsync(long accountId, long userId, CancellationToken ct)
    {
        var volumes = await database.ReadAsync(db => db.Volumes
            .Where(volume => volume.AccountId == accountId && volume.Removed.IsNotSet() && volume.VmId == null).ToListAsync(ct), ct);
        foreach (var volume in volumes)
        {
            if (volume.State is VolumeState.Allocated or VolumeState.Ready or VolumeState.Uploaded)
            {
                await dispatcher.ExecuteAsync(new DeleteVolume(new VolumeId(volume.Uuid)), Caller.System, ct);
            }
        }
    }
}
