using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Deletes the volumes that a deleted account is left with once its VMs are gone.</summary>
internal sealed class VolumeAccountCleanup(Database database, Dispatcher dispatcher) : IAccountCleanup
{
    public int Order => 50;

    public async Task CleanAsync(long accountId, long userId, CancellationToken ct)
    {
        var volumes = await database.ReadAsync(db => db.Volumes
            .Where(volume => volume.AccountId == accountId && volume.Removed == null && volume.VmId == null).Select(volume => volume.Uuid).ToListAsync(ct), ct);
        foreach (var volume in volumes)
        {
            await dispatcher.ExecuteAsync(new DeleteVolume(new VolumeId(volume)), Caller.System, ct);
        }
    }
}
