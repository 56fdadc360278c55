using CloudStack.Drivers;
using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>What the move of a volume to another pool knows.</summary>
internal sealed class VolumeMoveState : SagaState
{
    public bool ForAdmin { get; set; }

    public Guid? VmUuid { get; set; }

    public long SourceId { get; set; }

    public long TargetId { get; set; }

    /// <summary>Whether room on the target is taken and the volume is Migrating.</summary>
    public bool Claimed { get; set; }
}

/// <summary>Moves a volume to another pool: room there first, then a copy, then the source goes.</summary>
internal sealed class MigrateVolumeSaga(
    Database database, HypervisorGateway hypervisors, VolumeHosts hosts, VmSpecs specs, VolumePools pools, ISecretProtector secrets, PlacementIndex index,
    SettingsStore settings, TimeProvider time) : Saga<MigrateVolume, VolumeMoveState, Volume>
{
    protected override async Task<VolumeMoveState> PrepareAsync(MigrateVolume command, CommandContext context, CancellationToken ct)
    {
        var (volume, target) = (context.Row<VolumeRow>(command.VolumeId.Value), context.Row<StoragePoolRow>(command.StorageId.Value));
        if (volume.State != VolumeState.Ready || volume.PoolId is not { } sourceId)
        {
            throw VolumeMoves.Refuse(volume, "migrated");
        }
        var driver = await hosts.DriverOfAsync(volume, ct);
        if (driver is not IVolumeMigration)
        {
            throw CloudStackException.Invalid($"Moving volumes to other storage is not supported on {driver.Traits.Hypervisor} hosts.");
        }
        var vm = await database.ReadAsync(async db =>
        {
            var user = volume.VmId is { } id ? await db.GetAsync<VirtualMachineRow>(id, ct) : null;
            VolumeMoves.CheckVm(user, volume, "migrated", mayRun: false);
            await CheckPoolsAsync(db, volume, user, await db.GetAsync<StoragePoolRow>(sourceId, ct), target, ct);
            return user;
        }, ct);
        return new VolumeMoveState
        {
            EntityUuid = volume.Uuid,
            EntityId = volume.Id,
            OwnerAccountId = volume.AccountId,
            OwnerDomainId = volume.DomainId,
            ForAdmin = context.Caller.IsRoot,
            VmUuid = vm?.Uuid,
            SourceId = sourceId,
            TargetId = target.Id,
        };
    }

    protected override void Define(SagaBuilder<VolumeMoveState> saga) => saga
        .Step("claim", ClaimAsync, undo: UnclaimAsync)
        .Step("copy", CopyAsync, undo: RemoveCopyAsync)
        .Step("remove", RemoveSourceAsync);

    protected override IReadOnlyList<string> Locks(VolumeMoveState state) => VolumeMoves.Locks(state.EntityUuid, state.VmUuid);

    protected override Task<Volume> ResultAsync(VolumeMoveState state, Db db) => VolumeViews.ReadAsync(db, state.EntityId, state.ForAdmin);

    private static async Task CheckPoolsAsync(Db db, VolumeRow volume, VirtualMachineRow? vm, StoragePoolRow source, StoragePoolRow target, CancellationToken ct)
    {
        if (source.Id == target.Id)
        {
            throw CloudStackException.Invalid($"The volume {volume.Name} is on the storage {target.Name} already.");
        }
        if (source.HostId is not null || target.HostId is not null)
        {
            throw CloudStackException.Invalid($"The storage {(source.HostId is not null ? source : target).Name} is local to a host; volumes move between shared storages only.");
        }
        if (target.Status != StoragePoolStatus.Up)
        {
            throw CloudStackException.Invalid($"The storage {target.Name} takes no volumes while it is {target.Status}.");
        }
        if (target.ZoneId != volume.ZoneId)
        {
            throw CloudStackException.Invalid($"The storage {target.Name} is in another zone than the volume {volume.Name}.");
        }
        if (vm?.ClusterId is { } cluster && target.ClusterId != cluster)
        {
            throw CloudStackException.Invalid($"The virtual machine {vm.Name} does not reach the storage {target.Name}, which is in another cluster. Detach the volume first.");
        }
        _ = await HostAsync(db, source.Id, target.Id, ct)
            ?? throw CloudStackException.Invalid($"No host that is up reaches both {source.Name} and {target.Name}, so that nothing can move between them.");
    }

    private static Task<HostRow?> HostAsync(Db db, long source, long target, CancellationToken ct) =>
        (from host in db.Hosts
         where host.Removed.IsNotSet() && host.Status == HostStatus.Up && host.ResourceState == HostResourceState.Enabled
             && db.StoragePoolHosts.Any(link => link.HostId == host.Id && link.PoolId == source) && db.StoragePoolHosts.Any(link => link.HostId == host.Id && link.PoolId == target)
         orderby host.Id
         select host).FirstOrDefaultAsync(ct);

    private async Task ClaimAsync(VolumeMoveState state, SagaRun run, CancellationToken ct)
    {
        long bytes = 0;
        await run.CommitAsync(async db =>
        {
            var (volume, vm) = await VolumeMoves.AtTurnAsync(db, state.EntityId, state.VmUuid);
            VolumeMoves.CheckVm(vm, volume, "migrated", mayRun: false);
            var target = await db.GetAsync<StoragePoolRow>(state.TargetId, ct);
            if (volume.PoolId != state.SourceId || target is not { Removed: null, Status: StoragePoolStatus.Up }
                || !await VolumeMoves.MoveAsync(db, volume.Id, VolumeState.Ready, VolumeState.Migrating, time.GetUtcNow()))
            {
                throw CloudStackException.Invalid($"The volume {volume.Name} or the storage {target.Name} changed in the meantime: the volume is {volume.State}, the storage {target.Status}.");
            }
            bytes = volume.HoldsBytes;
            if (!await pools.TryClaimAsync(db, target, bytes))
            {
                throw new CloudStackException(ErrorCode.InsufficientCapacity, $"The storage {target.Name} has no room for the volume {volume.Name} ({bytes >> 30} GiB).");
            }
            await db.Volumes.Where(row => row.Id == volume.Id).Set(row => row.TargetPoolId, state.TargetId).UpdateAsync();
            state.Claimed = true;
        });
        index.Apply(await PoolUuidAsync(state.TargetId), bytes);
    }

    private async Task UnclaimAsync(VolumeMoveState state, SagaRun run, CancellationToken ct)
    {
        if (!state.Claimed)
        {
            return;
        }
        long bytes = 0;
        await run.CommitAsync(async db =>
        {
            bytes = (await db.GetAsync<VolumeRow>(state.EntityId, ct)).HoldsBytes;
            await pools.ReleaseAsync(db, state.TargetId, bytes);
            await db.Volumes.Where(row => row.Id == state.EntityId).Set(row => row.TargetPoolId, (long?)null).Set(row => row.State, VolumeState.Ready).UpdateAsync();
            state.Claimed = false;
        });
        index.Apply(await PoolUuidAsync(state.TargetId), -bytes);
    }

    private async Task CopyAsync(VolumeMoveState state, SagaRun run, CancellationToken ct)
    {
        var (volume, host, from, to) = await ReadAsync(state, ct);
        var facts = await VolumeHosts.WithinAsync(settings.Current.CopyVolumeWait, $"The move of the volume {volume.Name}", time,
            token => host.CallFacetAsync<IVolumeMigration, VolumeFacts>("Moving volumes", (driver, endpoint) => driver.MigrateVolumeAsync(endpoint, null, from, to, token), token), ct);
        await run.CommitAsync(async db =>
        {
            var (now, path) = (time.GetUtcNow(), facts.Path);
            await pools.ReleaseAsync(db, state.SourceId, volume.HoldsBytes);
            await db.Volumes.Where(row => row.Id == volume.Id)
                .Set(row => row.State, VolumeState.Ready).Set(row => row.PoolId, state.TargetId).Set(row => row.LastPoolId, state.SourceId)
                .Set(row => row.TargetPoolId, (long?)null).Set(row => row.Path, path).Set(row => row.Updated, now).UpdateAsync();
            state.Claimed = false;
        });
        index.Apply(await PoolUuidAsync(state.SourceId), -volume.HoldsBytes);
    }

    private async Task RemoveCopyAsync(VolumeMoveState state, SagaRun run, CancellationToken ct)
    {
        if (state.Claimed)
        {
            var (_, host, _, to) = await ReadAsync(state, ct);
            await RemoveAsync(host, to, ct);
        }
    }

    /// <summary>From here on there is no way back; what cannot be removed now stays as a file that nothing names.</summary>
    private async Task RemoveSourceAsync(VolumeMoveState state, SagaRun run, CancellationToken ct)
    {
        var (_, host, from, _) = await ReadAsync(state, ct);
        await RemoveAsync(host, from, ct);
    }

    private static Task RemoveAsync(HostConnection host, VolumeSpec spec, CancellationToken ct) =>
        host.CallFacetAsync<IHostStorage, bool>("Primary storage", async (driver, endpoint) =>
        {
            await driver.RemoveVolumeAsync(endpoint, spec, ct);
            return true;
        }, ct);

    private async Task<(VolumeRow Volume, HostConnection Host, VolumeSpec From, VolumeSpec To)> ReadAsync(VolumeMoveState state, CancellationToken ct)
    {
        var (volume, host, spec, source, target) = await database.ReadAsync(async db =>
        {
            var row = await db.GetAsync<VolumeRow>(state.EntityId, ct);
            return (row, await HostAsync(db, state.SourceId, state.TargetId, ct) ?? throw VolumePlugs.NoHost(row), (await specs.SpecsAsync(db, [row], ct))[row.Id],
                await db.GetAsync<StoragePoolRow>(state.SourceId, ct), await db.GetAsync<StoragePoolRow>(state.TargetId, ct));
        }, ct);
        return (volume, await hypervisors.ConnectAsync(host, ct), spec with { Pool = PoolSpecs.Of(source, secrets) }, spec with { Pool = PoolSpecs.Of(target, secrets) });
    }

    private Task<Guid> PoolUuidAsync(long pool) => database.ReadAsync(db => db.StoragePools.Where(row => row.Id == pool).Select(row => row.Uuid).FirstAsync());
}
