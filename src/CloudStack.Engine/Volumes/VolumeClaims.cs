using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Finds a pool for a volume beside a VM that has a host already, and claims room on it.</summary>
internal sealed class VolumeClaims(Database database, StoragePoolCapacities pools, VmClaims factors, VolumePlugs plugs, PlacementIndex index, VmPlacement placement)
{
    private const int MostTries = 20;

    /// <summary>The pool that was claimed; null when the VM has never had a host, or none of its cluster is up.</summary>
    /// <exception cref="CloudStackException">No pool has room (533).</exception>
    public async Task<long?> ClaimAsync(VolumeRow volume, VirtualMachineRow vm, CancellationToken ct)
    {
        if (vm.ClusterId is null || await plugs.HostAsync(vm, ct) is not { } host)
        {
            return null;
        }
        var request = await database.ReadAsync(db => placement.RequestAsync(db, vm, [volume], new VmStartState { PinnedHost = host.Uuid, IsRootAdmin = true }), ct);
        for (var attempt = 0; attempt < MostTries; attempt++)
        {
            var result = await index.ExplainAsync(vm.ZoneId, request with { Cores = 0, Mhz = 0, MemoryBytes = 0, LastHostId = null }, ct);
            if (!result.IsPlaced)
            {
                throw new CloudStackException(ErrorCode.InsufficientCapacity, $"No storage that host {host.Name} reaches can take the volume {volume.Name}: {result.Refusal}")
                {
                    Reasons = result.Trace?.ToLines() ?? [],
                };
            }
            if (await TryClaimAsync(volume, result.Volumes[0].PoolId.Value, ct) is { } pool)
            {
                return pool;
            }
            index.Invalidate(vm.ZoneId);
        }
        throw new CloudStackException(ErrorCode.InsufficientCapacity, $"The room for the volume {volume.Name} was taken by others again and again. Repeat the command.");
    }

    /// <summary>Gives the room back, in a commit that the caller makes.</summary>
    public async Task ReleaseAsync(long volume, Func<Func<Db, Task>, Task> commit)
    {
        (Guid Pool, long Bytes)? freed = null;
        await commit(async db =>
        {
            freed = null;
            var row = await db.Volumes.FirstAsync(row => row.Id == volume);
            if (row.PoolId is not { } pool)
            {
                return;
            }
            await pools.ReleaseAsync(db, pool, row.HoldsBytes);
            freed = (await db.StoragePools.Where(one => one.Id == pool).Select(one => one.Uuid).FirstAsync(), row.HoldsBytes);
            await db.Volumes.Where(one => one.Id == volume)
                .Set(one => one.PoolId, (long?)null).Set(one => one.HoldsBytes, 0).Set(one => one.State, row.ImageStoreId is null ? VolumeState.Allocated : VolumeState.Uploaded).Set(one => one.Path, (string?)null)
                .UpdateAsync();
        });
        if (freed is { } room)
        {
            index.Apply(room.Pool, -room.Bytes);
        }
    }

    private async Task<long?> TryClaimAsync(VolumeRow volume, Guid poolUuid, CancellationToken ct)
    {
        var pool = await database.ReadAsync(db => db.StoragePools.FirstAsync(row => row.Uuid == poolUuid, ct), ct);
        var (factor, threshold) = factors.PoolFactors(pool.Type);
        var claimed = await database.WriteAsync(async db =>
        {
            if (!await pools.TryClaimAsync(db, pool.Id, volume.SizeBytes, factor, threshold))
            {
                return false;
            }
            return await db.Volumes.Where(row => row.Id == volume.Id && row.PoolId == null)
                .Set(row => row.PoolId, pool.Id).Set(row => row.HoldsBytes, volume.SizeBytes).Set(row => row.State, VolumeState.Creating).UpdateAsync() == 1
                ? true : throw new ConflictException(nameof(VolumeRow), volume.Id);
        }, ct);
        if (claimed)
        {
            index.Apply(poolUuid, volume.SizeBytes);
        }
        return claimed ? pool.Id : null;
    }
}
