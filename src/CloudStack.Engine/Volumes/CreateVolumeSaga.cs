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

    /// <summary>Whether this saga took the volume's place on the VM.</summary>
    public bool IsAttached { get; set; }

    /// <summary>Whether the VM may have the volume plugged in.</summary>
    public bool MayBePlugged { get; set; }
}

/// <summary>Records a volume. As in 4.1 it is made on a pool when it is first attached, because only then it is known where.</summary>
internal sealed class CreateVolumeSaga(ResourceCounter limits, SettingsStore settings, IIdSource ids) : Saga<CreateVolume, VolumeSagaState, Volume>
{
    protected override async Task<VolumeSagaState> PrepareAsync(CreateVolume command, CommandContext context, CancellationToken ct)
    {
        if (command.DiskOfferingId is not { } offeringId)
        {
            throw CloudStackException.Invalid("diskofferingid is needed: snapshots, the other source of a volume, do not exist in this cloud.");
        }
        if (command.ZoneId is not { } zoneId)
        {
            throw CloudStackException.Invalid("zoneid is needed for a volume that is not made from a snapshot.");
        }
        var (offering, zone) = (context.Row<DiskOfferingRow>(offeringId.Value), context.Row<ZoneRow>(zoneId.Value));
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
        if (offering.UseLocalStorage && !zone.LocalStorageEnabled)
        {
            throw CloudStackException.Invalid($"The disk offering {offering.Name} uses local storage, which the zone {zone.Name} does not allow.");
        }
        var size = DiskSizes.Of(offering, command.Size, settings.Current);
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
            DiskOfferingId = offering.Id,
            Updated = context.Now,
            Created = context.Now,
        };
        return new VolumeSagaState { Row = row, EntityUuid = row.Uuid, ForAdmin = context.Caller.IsRoot };
    }

    protected override async Task RecordAsync(CreateVolume command, VolumeSagaState state, CommandContext context, Db db)
    {
        await limits.TakeAsync(db, context.Owner.AccountId, context.Owner.AccountType, context.Owner.DomainPath, ResourceType.Volume);
        await db.InsertRowAsync(state.Row!);
        state.EntityId = state.Row!.Id;
    }

    protected override void Define(SagaBuilder<VolumeSagaState> saga) => saga.Step("recorded", (_, _, _) => Task.CompletedTask);

    protected override Task<Volume> ResultAsync(VolumeSagaState state, Db db) => VolumeViews.ReadAsync(db, state.EntityId, state.ForAdmin);

    protected override async Task FailedAsync(VolumeSagaState state, Db db, Exception reason)
    {
        await db.Volumes.Where(row => row.Id == state.EntityId)
            .Set(row => row.State, VolumeState.Destroy).Set(row => row.Removed, row => row.Created).UpdateAsync();
        await limits.GiveBackAsync(db, state.OwnerAccountId, state.OwnerDomainId, ResourceType.Volume);
    }
}
