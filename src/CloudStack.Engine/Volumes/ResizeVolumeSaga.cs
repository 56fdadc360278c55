using CloudStack.Drivers;
using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>What the change of a volume's size knows.</summary>
internal sealed class ResizeSagaState : SagaState
{
    public bool ForAdmin { get; set; }

    public Guid? VmUuid { get; set; }

    public long SizeBytes { get; set; }

    public long? OfferingId { get; set; }

    /// <summary>Whether this saga holds the volume in Resizing.</summary>
    public bool HasBegun { get; set; }
}

/// <summary>
/// Changes a data volume's size. Room is taken before it grows and given back after it has shrunk; when the driver fails, the books follow what the
/// volume really has.
/// </summary>
internal sealed class ResizeVolumeSaga(
    Database database, VolumeHosts hosts, VmSpecs specs, VolumePools pools, PlacementIndex index, SettingsStore settings, TimeProvider time)
    : Saga<ResizeVolume, ResizeSagaState, Volume>
{
    protected override async Task<ResizeSagaState> PrepareAsync(ResizeVolume command, CommandContext context, CancellationToken ct)
    {
        var volume = context.Row<VolumeRow>(command.Id?.Value) ?? throw CloudStackException.Invalid("resizeVolume needs the parameter id.");
        if (volume.Type != VolumeType.DataDisk)
        {
            throw CloudStackException.Invalid($"The volume {volume.Name} is a root disk; only data disks are resized.");
        }
        Check(volume);
        var (old, vm) = await database.ReadAsync(async db => (
            volume.DiskOfferingId is { } id ? await db.FindAsync<DiskOfferingRow>(id, ct) : null,
            volume.VmId is { } user ? await db.GetAsync<VirtualMachineRow>(user, ct) : null), ct);
        var offering = context.Row<DiskOfferingRow>(command.DiskOfferingId?.Value);
        var size = SizeOf(command, volume, old, offering);
        if (size >> 30 > settings.Current.StorageMaxVolumeSize)
        {
            throw CloudStackException.Invalid($"The volume would have {size >> 30} GiB; at most {settings.Current.StorageMaxVolumeSize} are allowed (storage.max.volume.size).");
        }
        if (size < volume.SizeBytes && command.ShrinkOk != true)
        {
            throw CloudStackException.Invalid($"The volume {volume.Name} would shrink from {volume.SizeBytes} to {size} bytes, and lose what lies beyond. Give shrinkok=true if that is meant.");
        }
        VolumeMoves.CheckVm(vm, volume, "resized", mayRun: true);
        if (volume.State == VolumeState.Ready && size != volume.SizeBytes && await hosts.DriverOfAsync(volume, ct) is { } driver and not IVolumeResize)
        {
            throw CloudStackException.Invalid($"Resizing volumes is not supported on {driver.Traits.Hypervisor} hosts.");
        }
        return new ResizeSagaState
        {
            EntityUuid = volume.Uuid,
            EntityId = volume.Id,
            OwnerAccountId = volume.AccountId,
            OwnerDomainId = volume.DomainId,
            ForAdmin = context.Caller.IsRoot,
            VmUuid = vm?.Uuid,
            SizeBytes = size,
            OfferingId = offering?.Id ?? volume.DiskOfferingId,
        };
    }

    protected override void Define(SagaBuilder<ResizeSagaState> saga) => saga
        .Step("claim", ClaimAsync, undo: SettleAsync)
        .Step("resize", ResizeAsync);

    protected override IReadOnlyList<string> Locks(ResizeSagaState state) => VolumeMoves.Locks(state.EntityUuid, state.VmUuid);

    protected override Task<Volume> ResultAsync(ResizeSagaState state, Db db) => VolumeViews.ReadAsync(db, state.EntityId, state.ForAdmin);

    private static void Check(VolumeRow volume)
    {
        if (volume.State is not (VolumeState.Ready or VolumeState.Allocated))
        {
            throw VolumeMoves.Refuse(volume, "resized");
        }
    }

    private long SizeOf(ResizeVolume command, VolumeRow volume, DiskOfferingRow? old, DiskOfferingRow? offering)
    {
        if (offering is null)
        {
            return command.Size is null ? throw CloudStackException.Invalid("Give size or diskofferingid.")
                : old is { IsCustom: true } ? DiskSizes.Of(old, command.Size, settings.Current)
                : throw CloudStackException.Invalid($"The size of the volume {volume.Name} is that of its disk offering {old?.DisplayText}: give a diskofferingid.");
        }
        if (!TagList.Split(offering.StorageTags).Order(StringComparer.Ordinal).SequenceEqual(TagList.Split(old?.StorageTags).Order(StringComparer.Ordinal)))
        {
            throw CloudStackException.Invalid($"The storage tags of the disk offering {offering.DisplayText} are not those of the volume's present one ({old?.StorageTags ?? "none"}).");
        }
        if (offering.UseLocalStorage != (old?.UseLocalStorage ?? false))
        {
            throw CloudStackException.Invalid($"The disk offering {offering.DisplayText} uses {(offering.UseLocalStorage ? "local" : "shared")} storage, and the volume's present one does not.");
        }
        return DiskSizes.Of(offering, command.Size, settings.Current);
    }

    private async Task ClaimAsync(ResizeSagaState state, SagaRun run, CancellationToken ct)
    {
        (Guid Pool, long Bytes) taken = default;
        await run.CommitAsync(async db =>
        {
            taken = default;
            var (volume, vm) = await VolumeMoves.AtTurnAsync(db, state.EntityId, state.VmUuid);
            Check(volume);
            VolumeMoves.CheckVm(vm, volume, "resized", mayRun: true);
            var (size, now) = (state.SizeBytes, time.GetUtcNow());
            if (volume.State == VolumeState.Allocated || size == volume.SizeBytes)
            {
                await db.Volumes.Where(row => row.Id == volume.Id).Set(row => row.SizeBytes, size).Set(row => row.DiskOfferingId, state.OfferingId).Set(row => row.Updated, now).UpdateAsync();
                return;
            }
            if (size > volume.HoldsBytes)
            {
                var pool = await db.GetAsync<StoragePoolRow>(volume.PoolId!.Value, ct);
                var more = size - volume.HoldsBytes;
                if (!await pools.TryClaimAsync(db, pool, more))
                {
                    throw new CloudStackException(ErrorCode.InsufficientCapacity, $"The storage pool of the volume {volume.Name} has no room for {more >> 30} GiB more.");
                }
                await db.Change<VolumeRow>(volume.Id).Set(row => row.HoldsBytes, size).UpdateAsync();
                taken = (pool.Uuid, more);
            }
            state.HasBegun = await VolumeMoves.MoveAsync(db, volume.Id, VolumeState.Ready, VolumeState.Resizing, now);
        });
        if (taken.Bytes != 0)
        {
            index.Apply(taken.Pool, taken.Bytes);
        }
    }

    private async Task ResizeAsync(ResizeSagaState state, SagaRun run, CancellationToken ct)
    {
        if (!state.HasBegun)
        {
            return;
        }
        var (volume, vm, spec) = await ReadAsync(state, ct);
        var host = await hosts.ConnectAsync(volume, vm, ct);
        var running = vm is { State: VirtualMachineState.Running } ? VmSpecs.Ref(vm) : null;
        var facts = await host.CallFacetAsync<IVolumeResize, VolumeFacts>("Resizing volumes",
            (driver, endpoint) => driver.ResizeVolumeAsync(endpoint, running, spec with { SizeBytes = state.SizeBytes }, ct), ct);
        await SetAsync(state, volume, facts.SizeBytes, state.OfferingId, run);
    }

    /// <summary>It failed, or its end is unknown: what the volume really has counts.</summary>
    private async Task SettleAsync(ResizeSagaState state, SagaRun run, CancellationToken ct)
    {
        if (!state.HasBegun)
        {
            return;
        }
        var (volume, vm, spec) = await ReadAsync(state, ct);
        var host = await hosts.ConnectAsync(volume, vm, ct);
        var facts = await host.CallFacetAsync<IHostStorage, VolumeFacts>("Primary storage", (driver, endpoint) => driver.EnsureVolumeAsync(endpoint, spec, ct), ct);
        await SetAsync(state, volume, facts.SizeBytes, volume.DiskOfferingId, run);
    }

    private async Task SetAsync(ResizeSagaState state, VolumeRow volume, long size, long? offering, SagaRun run)
    {
        var (freed, now, pool) = (volume.HoldsBytes - size, time.GetUtcNow(), volume.PoolId!.Value);
        var uuid = await database.ReadAsync(db => db.StoragePools.Where(row => row.Id == pool).Select(row => row.Uuid).FirstAsync());
        await run.CommitAsync(async db =>
        {
            if (freed != 0)
            {
                await pools.ReleaseAsync(db, pool, freed);
            }
            await db.Volumes.Where(row => row.Id == volume.Id)
                .Set(row => row.State, VolumeState.Ready).Set(row => row.SizeBytes, size).Set(row => row.HoldsBytes, size).Set(row => row.DiskOfferingId, offering)
                .Set(row => row.Updated, now).UpdateAsync();
            state.HasBegun = false;
        });
        if (freed != 0)
        {
            index.Apply(uuid, -freed);
        }
    }

    private Task<(VolumeRow Volume, VirtualMachineRow? Vm, VolumeSpec Spec)> ReadAsync(ResizeSagaState state, CancellationToken ct) => database.ReadAsync(async db =>
    {
        var volume = await db.GetAsync<VolumeRow>(state.EntityId, ct);
        return (volume, volume.VmId is { } id ? await db.GetAsync<VirtualMachineRow>(id, ct) : null, (await specs.SpecsAsync(db, [volume], ct))[volume.Id]);
    }, ct);
}
