using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>What sagas on a volume know.</summary>
internal sealed class VolumeSagaState : SagaState
{
    public bool ForAdmin { get; set; }

    /// <summary>What a creation records; not needed after that.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public VolumeRow? Row { get; set; }

    /// <summary>The VM that the volume is attached to or detached from.</summary>
    public long VmId { get; set; }

    public Guid VmUuid { get; set; }

    /// <summary>The place on the VM.</summary>
    public int DeviceId { get; set; }

    /// <summary>Whether the volume was on a pool before this saga.</summary>
    public bool WasMade { get; set; }

    /// <summary>The snapshot that a new volume is made from.</summary>
    public Guid? Snapshot { get; set; }

    /// <summary>Whether this saga took the volume's place on the VM.</summary>
    public bool IsAttached { get; set; }

    /// <summary>Whether the VM may have the volume plugged in.</summary>
    public bool MayBePlugged { get; set; }
}

/// <summary>
/// Records a volume. As in 4.1 it is made on a pool when it is first attached, because only then it is known where; one from a snapshot is made at once.
/// </summary>
internal sealed class CreateVolumeSaga(
    ResourceCounter limits, SettingsStore settings, IIdSource ids, Database database, VolumePools pools, VolumeClaims claims, VolumeHosts hosts,
    VmProvisioner provisioner, HypervisorGateway hypervisors, PlacementIndex index, TimeProvider time) : Saga<CreateVolume, VolumeSagaState, Volume>
{
    protected override async Task<VolumeSagaState> PrepareAsync(CreateVolume command, CommandContext context, CancellationToken ct)
    {
        var snapshot = context.Row<SnapshotRow>(command.SnapshotId?.Value);
        if ((command.DiskOfferingId is null) == (snapshot is null))
        {
            throw CloudStackException.Invalid("Give diskofferingid or snapshotid, one of the two.");
        }
        if (snapshot is null && command.ZoneId is null)
        {
            throw CloudStackException.Invalid("zoneid is needed for a volume that is not made from a snapshot.");
        }
        var zone = snapshot is null ? context.Row<ZoneRow>(command.ZoneId!.Value.Value) : await context.ReadAsync(db => db.GetAsync<ZoneRow>(snapshot.ZoneId, ct), ct);
        if (context.Owner.State != AccountState.Enabled)
        {
            throw CloudStackException.Denied($"The account {context.Owner.AccountName} is {context.Owner.State}; it cannot have a volume made until it is enabled.");
        }
        if (zone.AllocationState == AllocationState.Disabled && !context.Caller.IsRoot)
        {
            throw CloudStackException.Denied($"The zone {zone.Name} is disabled; only root administrators may create volumes there.");
        }
        await context.ReadAsync(async db =>
        {
            await AccessPolicy.CheckAsync(db, context.Caller, zone, AccessType.Use, "zone");
            return true;
        }, ct);
        if (snapshot is not null)
        {
            CheckSnapshot(snapshot, command, context);
        }
        var offering = context.Row<DiskOfferingRow>(command.DiskOfferingId?.Value);
        if (offering is { UseLocalStorage: true } && !zone.LocalStorageEnabled)
        {
            throw CloudStackException.Invalid($"The disk offering {offering.Name} uses local storage, which the zone {zone.Name} does not allow.");
        }
        var size = snapshot?.SizeBytes ?? DiskSizes.Of(offering!, command.Size, settings.Current);
        if (size >> 30 > settings.Current.StorageMaxVolumeSize)
        {
            throw CloudStackException.Invalid($"The volume would have {size >> 30} GiB; at most {settings.Current.StorageMaxVolumeSize} are allowed (storage.max.volume.size).");
        }
        var row = new VolumeRow
        {
            Uuid = ids.NewGuid(),
            AccountId = context.Owner.AccountId,
            DomainId = context.Owner.DomainId,
            Name = command.Name,
            Type = VolumeType.DataDisk,
            State = VolumeState.Allocated,
            ZoneId = zone.Id,
            SizeBytes = size,
            DiskOfferingId = offering?.Id ?? snapshot?.DiskOfferingId,
            SnapshotId = snapshot?.Id,
            Updated = context.Now,
            Created = context.Now,
        };
        return new VolumeSagaState { Row = row, EntityUuid = row.Uuid, ForAdmin = context.Caller.IsRoot, Snapshot = snapshot?.Uuid };
    }

    private void CheckSnapshot(SnapshotRow snapshot, CreateVolume command, CommandContext context)
    {
        if (snapshot.State != SnapshotState.BackedUp)
        {
            throw CloudStackException.Invalid($"The snapshot {snapshot.Name} cannot be used while it is {snapshot.State}; it must be BackedUp.");
        }
        if (command.Size is not null)
        {
            throw CloudStackException.Invalid("A volume has the size of its snapshot: leave size out, and resize it afterwards.");
        }
        if (context.Row<ZoneRow>(command.ZoneId?.Value) is { } zone && zone.Id != snapshot.ZoneId)
        {
            throw CloudStackException.Invalid($"The snapshot {snapshot.Name} is not in the zone {zone.Name}: leave zoneid out.");
        }
        if (hypervisors.Get(snapshot.Hypervisor) is not Drivers.IVolumeImages)
        {
            throw CloudStackException.Invalid($"Making volumes from snapshots is not supported on {snapshot.Hypervisor} hosts.");
        }
    }

    protected override async Task RecordAsync(CreateVolume command, VolumeSagaState state, CommandContext context, Db db)
    {
        await limits.TakeAsync(db, context.Owner.AccountId, context.Owner.AccountType, context.Owner.DomainId, ResourceType.Volume);
        await db.InsertRowAsync(state.Row!);
        state.EntityId = state.Row!.Id;
    }

    protected override void Define(SagaBuilder<VolumeSagaState> saga) => saga
        .Step("claim", ClaimAsync, undo: ReleaseAsync)
        .Step("make", MakeAsync, undo: RemoveAsync);

    protected override IReadOnlyList<string> Locks(VolumeSagaState state) => state.Snapshot is null ? [] : [$"snapshot:{state.Snapshot}", $"volume:{state.EntityUuid}"];

    private async Task ClaimAsync(VolumeSagaState state, SagaRun run, CancellationToken ct)
    {
        if (state.Snapshot is not { } snapshotUuid)
        {
            return;
        }
        (Guid Uuid, long Bytes) claimed = default;
        await run.CommitAsync(async db =>
        {
            var snapshot = await db.FindAsync<SnapshotRow>(snapshotUuid, ct);
            if (snapshot is not { Removed: null })
            {
                throw CloudStackException.Invalid($"The snapshot {snapshot?.Name} was deleted in the meantime.");
            }
            var volume = await db.GetAsync<VolumeRow>(state.EntityId, ct);
            var (pool, size) = (await pools.ClaimAnyAsync(db, volume, snapshot.Hypervisor), volume.SizeBytes);
            await db.Change<VolumeRow>(volume.Id).Set(row => row.PoolId, pool.Id).Set(row => row.HoldsBytes, size).Set(row => row.State, VolumeState.Creating).UpdateAsync();
            claimed = (pool.Uuid, size);
        });
        index.Apply(claimed.Uuid, claimed.Bytes);
    }

    private Task ReleaseAsync(VolumeSagaState state, SagaRun run, CancellationToken ct) => claims.ReleaseAsync(state.EntityId, run.CommitAsync);

    private async Task MakeAsync(VolumeSagaState state, SagaRun run, CancellationToken ct)
    {
        if (state.Snapshot is null)
        {
            return;
        }
        var volume = await database.ReadAsync(db => db.GetAsync<VolumeRow>(state.EntityId, ct), ct);
        var host = await hosts.ConnectAsync(volume, null, ct);
        var toMake = await provisioner.ReadAsync([volume.Id], ct);
        var made = await VolumeHosts.WithinAsync(settings.Current.CreateVolumeFromSnapshotWait, $"Making the volume {volume.Name}", time,
            token => provisioner.MakeAsync(host, toMake, token), ct);
        await run.CommitAsync(db => provisioner.RecordAsync(db, made));
        provisioner.Recorded(made);
    }

    private async Task RemoveAsync(VolumeSagaState state, SagaRun run, CancellationToken ct)
    {
        var volume = await database.ReadAsync(db => db.GetAsync<VolumeRow>(state.EntityId, ct), ct);
        if (volume.PoolId is not null)
        {
            await provisioner.RemoveAsync((await hosts.ConnectAsync(volume, null, ct)).Host, [volume.Id], ct);
        }
    }

    protected override Task<Volume> ResultAsync(VolumeSagaState state, Db db) => VolumeViews.ReadAsync(db, state.EntityId, state.ForAdmin);

    protected override async Task FailedAsync(VolumeSagaState state, Db db, Exception reason)
    {
        await db.Volumes.Where(row => row.Id == state.EntityId)
            .Set(row => row.State, VolumeState.Destroy).Set(row => row.Removed, row => row.Created).UpdateAsync();
        await limits.GiveBackAsync(db, state.OwnerAccountId, state.OwnerDomainId, ResourceType.Volume);
    }
}
