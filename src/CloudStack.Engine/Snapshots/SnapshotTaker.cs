using System.Globalization;
using CloudStack.Drivers;
using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>
/// The steps of every saga that takes a snapshot: hold the volume, have its host write it to the image store, and for a policy delete what is too much.
/// Snapshots are always full and nothing of them stays on primary storage, so <c>snapshot.delta.max</c> has no effect.
/// </summary>
internal sealed class SnapshotTaker(
    Database database, VolumeHosts hosts, HypervisorGateway hypervisors, VmSpecs specs, ImageStoreGateway stores, ResourceCounter limits, SettingsStore settings,
    IIdSource ids, Dispatcher dispatcher, TimeProvider time)
{
    private static readonly TimeSpan WaitForHost = TimeSpan.FromSeconds(2);

    public async Task<SnapshotSagaState> PrepareAsync(VolumeRow volume, SnapshotPolicyRow? policy, CommandContext context, CancellationToken ct)
    {
        CheckVolume(volume);
        var driver = await hosts.DriverOfAsync(volume, ct);
        if (driver is not IVolumeSnapshots)
        {
            throw CloudStackException.Invalid($"Snapshots of volumes are not supported on {driver.Traits.Hypervisor} hosts.");
        }
        var vm = await database.ReadAsync(async db =>
        {
            var zone = await db.GetAsync<ZoneRow>(volume.ZoneId, ct);
            ZoneRules.CheckUsable(zone, context.Caller);
            if (volume.TemplateId is { } template && await db.GetAsync<TemplateRow>(template, ct) is { Type: TemplateTypes.System })
            {
                throw CloudStackException.Invalid($"The volume {volume.Name} was made from a template of the cloud itself; no snapshots of it are taken.");
            }
            if (await Owner.ReadAsync(db, volume.AccountId) is { State: not AccountState.Enabled } owner)
            {
                throw CloudStackException.Denied($"The account {owner.AccountName}, which owns the volume {volume.Name}, is {owner.State}.");
            }
            _ = await VolumeImages.StoreOfAsync(db, volume.ZoneId, ct);
            return volume.VmId is { } id ? await db.GetAsync<VirtualMachineRow>(id, ct) : null;
        }, ct);
        VolumeMoves.CheckVm(vm, volume, "snapshotted", mayRun: true);
        var row = new SnapshotRow
        {
            Uuid = ids.NewGuid(),
            AccountId = volume.AccountId,
            DomainId = volume.DomainId,
            VolumeId = volume.Id,
            ZoneId = volume.ZoneId,
            Name = $"{vm?.Name ?? "detached"}_{volume.Name}_{context.Now.UtcDateTime.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture)}",
            State = SnapshotState.Creating,
            Interval = policy?.Interval,
            PolicyId = policy?.Id,
            DiskOfferingId = volume.DiskOfferingId,
            Hypervisor = driver.Traits.Hypervisor,
            Format = VolumeImages.FormatOf(driver),
            SizeBytes = volume.SizeBytes,
            Created = context.Now,
        };
        return new SnapshotSagaState
        {
            Row = row,
            EntityUuid = row.Uuid,
            OwnerAccountId = volume.AccountId,
            OwnerDomainId = volume.DomainId,
            VolumeId = volume.Id,
            VolumeUuid = volume.Uuid,
            VmUuid = vm?.Uuid,
            Policy = policy?.Uuid,
        };
    }

    public async Task RecordAsync(Db db, SnapshotSagaState state)
    {
        var owner = await Owner.ReadAsync(db, state.OwnerAccountId);
        await limits.TakeAsync(db, owner.AccountId, owner.AccountType, owner.DomainId, ResourceType.Snapshot);
        await db.InsertRowAsync(state.Row!);
        state.EntityId = state.Row!.Id;
    }

    public SagaBuilder<SnapshotSagaState> AddSteps(SagaBuilder<SnapshotSagaState> saga) => saga
        .Step("begin", BeginAsync, undo: LetGoAsync)
        .Step("back up", BackUpAsync, undo: DropAsync)
        .Step("retain", RetainAsync);

    public async Task FailedAsync(Db db, SnapshotSagaState state)
    {
        var now = time.GetUtcNow();
        await db.Snapshots.Where(row => row.Id == state.EntityId).Set(row => row.State, SnapshotState.Error).Set(row => row.Removed, now).UpdateAsync();
        await limits.GiveBackAsync(db, state.OwnerAccountId, state.OwnerDomainId, ResourceType.Snapshot);
    }

    private static void CheckVolume(VolumeRow volume)
    {
        if (volume.State != VolumeState.Ready || volume.PoolId is null)
        {
            throw CloudStackException.Invalid($"No snapshot of the volume {volume.Name} can be taken while it is {volume.State}; it must be Ready, which it is once it was attached.");
        }
    }

    private async Task BeginAsync(SnapshotSagaState state, SagaRun run, CancellationToken ct)
    {
        while (true)
        {
            try
            {
                await run.CommitAsync(db => HoldAsync(db, state, ct));
                return;
            }
            catch (HostBusyException)
            {
                // concurrent.snapshots.threshold.perhost: others must finish first.
                await Task.Delay(WaitForHost, time, ct);
            }
        }
    }

    private async Task HoldAsync(Db db, SnapshotSagaState state, CancellationToken ct)
    {
        var (volume, vm) = await VolumeMoves.AtTurnAsync(db, state.VolumeId, state.VmUuid);
        CheckVolume(volume);
        VolumeMoves.CheckVm(vm, volume, "snapshotted", mayRun: true);
        var host = await VolumeHosts.FindAsync(db, volume, vm, ct) ?? throw VolumePlugs.NoHost(volume);
        if (settings.Current.ConcurrentSnapshotsThresholdPerHost is { } most and > 0)
        {
            // Whoever else begins at this host waits here, so that nobody counts what is about to change.
            await db.HostCapacities.Where(row => row.HostId == host.Id).Set(row => row.Guests, row => row.Guests + 0).UpdateAsync();
            if (await db.Snapshots.CountAsync(row => row.HostId == host.Id && row.State == SnapshotState.BackingUp && row.Removed.IsNotSet()) >= most)
            {
                throw new HostBusyException();
            }
        }
        var store = await VolumeImages.StoreOfAsync(db, volume.ZoneId, ct);
        var now = time.GetUtcNow();
        if (!await VolumeMoves.MoveAsync(db, volume.Id, VolumeState.Ready, VolumeState.Snapshotting, now))
        {
            throw new ConflictException(nameof(VolumeRow), volume.Id);
        }
        var snapshot = await db.GetAsync<SnapshotRow>(state.EntityId, ct);
        var path = FormattableString.Invariant($"snapshots/{snapshot.AccountId}/{volume.Id}/{snapshot.Uuid}.{snapshot.Format.ToLowerInvariant()}");
        await db.Snapshots.Where(row => row.Id == snapshot.Id)
            .Set(row => row.State, SnapshotState.BackingUp).Set(row => row.HostId, host.Id).Set(row => row.StoreId, store.Id).Set(row => row.Path, path).UpdateAsync();
        state.HasBegun = true;
    }

    private Task LetGoAsync(SnapshotSagaState state, SagaRun run, CancellationToken ct) => run.CommitAsync(async db =>
    {
        if (state.HasBegun)
        {
            await VolumeMoves.MoveAsync(db, state.VolumeId, VolumeState.Snapshotting, VolumeState.Ready, time.GetUtcNow());
            state.HasBegun = false;
        }
    });

    private async Task BackUpAsync(SnapshotSagaState state, SagaRun run, CancellationToken ct)
    {
        var (snapshot, vm, spec, store, host) = await database.ReadAsync(async db =>
        {
            var row = await db.GetAsync<SnapshotRow>(state.EntityId, ct);
            var volume = await db.GetAsync<VolumeRow>(state.VolumeId, ct);
            return (row, volume.VmId is { } id ? await db.GetAsync<VirtualMachineRow>(id, ct) : null, (await specs.SpecsAsync(db, [volume], ct))[volume.Id],
                await db.GetAsync<ImageStoreRow>(row.StoreId!.Value, ct), await db.GetAsync<HostRow>(row.HostId!.Value, ct));
        }, ct);
        var connection = await hypervisors.ConnectAsync(host, ct);
        var image = stores.Connect(store).Image(snapshot.Path!, snapshot.Format);
        var running = vm is { State: VirtualMachineState.Running } ? VmSpecs.Ref(vm) : null;
        var facts = await VolumeHosts.WithinAsync(settings.Current.BackupSnapshotWait, $"The backup of the snapshot {snapshot.Name}", time,
            token => connection.CallFacetAsync<IVolumeSnapshots, ImageFacts>("Snapshots of volumes",
                (driver, endpoint) => driver.BackUpVolumeAsync(endpoint, running, spec, new SnapshotId(snapshot.Uuid), image, token), token), ct);
        await run.CommitAsync(async db =>
        {
            var (size, physical) = (facts.VirtualSizeBytes, facts.PhysicalSizeBytes);
            await db.Snapshots.Where(row => row.Id == state.EntityId)
                .Set(row => row.State, SnapshotState.BackedUp).Set(row => row.SizeBytes, size).Set(row => row.PhysicalSizeBytes, physical).UpdateAsync();
            await VolumeMoves.MoveAsync(db, state.VolumeId, VolumeState.Snapshotting, VolumeState.Ready, time.GetUtcNow());
            state.HasBegun = false;
        });
    }

    /// <summary>What was written of the image goes.</summary>
    private Task DropAsync(SnapshotSagaState state, SagaRun run, CancellationToken ct) => run.CommitAsync(async db =>
    {
        if (await db.GetAsync<SnapshotRow>(state.EntityId, ct) is { StoreId: { } store, Path: { } path })
        {
            await ImageRemovals.AddAsync(db, store, path, time.GetUtcNow());
            await db.Snapshots.Where(row => row.Id == state.EntityId).Set(row => row.StoreId, (long?)null).Set(row => row.Path, (string?)null).UpdateAsync();
        }
    });

    /// <summary>Deletes the oldest of the policy's kind that are too many; manual ones never.</summary>
    private async Task RetainAsync(SnapshotSagaState state, SagaRun run, CancellationToken ct)
    {
        if (state.Policy is not { } policyUuid)
        {
            return;
        }
        var (excess, _) = await database.ReadAsync(async db =>
        {
            var interval = (await db.GetAsync<SnapshotRow>(state.EntityId, ct)).Interval!.Value;
            var policy = await db.FindAsync<SnapshotPolicyRow>(policyUuid, ct);
            var most = Math.Max(1, Math.Min(policy?.MaxSnaps ?? int.MaxValue, SnapshotPolicies.MostOf(interval, settings.Current)));
            var kept = await db.Snapshots.Where(row => row.VolumeId == state.VolumeId && row.Interval == interval && row.State == SnapshotState.BackedUp && row.Removed.IsNotSet())
                .OrderBy(row => row.Id).Select(row => row.Uuid).ToListAsync(ct);
            return (kept.Take(Math.Max(0, kept.Count - most)).ToList(), most);
        }, ct);
        foreach (var snapshot in excess)
        {
            try
            {
                await dispatcher.StartAsync(new DeleteSnapshot(new SnapshotId(snapshot)), Caller.System, ct);
            }
            catch (CloudStackException)
            {
                // Somebody has deleted it in this moment.
            }
        }
    }

    private sealed class HostBusyException : Exception;
}
