using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Removes a deleted volume from its pool. The cloud's own command.</summary>
/// <param name="Id">A volume that is in Destroy.</param>
[Command("expungeVolume", Access = Role.None, Runs = Runs.AsJob, JobInstance = "Volume")]
internal sealed record ExpungeVolume(VolumeId Id) : ICommand<Success>;

internal sealed class ExpungeVolumeSaga(Database database, VmProvisioner provisioner, VolumeClaims claims, TimeProvider time)
    : Saga<ExpungeVolume, VolumeSagaState, Success>
{
    protected override Task<VolumeSagaState> PrepareAsync(ExpungeVolume command, CommandContext context, CancellationToken ct)
    {
        var volume = context.Row<VolumeRow>(command.Id.Value);
        return volume.State is VolumeState.Destroy or VolumeState.Expunging
            ? Task.FromResult(new VolumeSagaState { EntityUuid = volume.Uuid, EntityId = volume.Id, OwnerAccountId = volume.AccountId, OwnerDomainId = volume.DomainId })
            : throw CloudStackException.Invalid($"The volume {volume.Name} cannot be expunged: it is {volume.State}.");
    }

    protected override void Define(SagaBuilder<VolumeSagaState> saga) => saga.Step("expunge", ExpungeAsync);

    protected override IReadOnlyList<string> Locks(VolumeSagaState state) => [$"volume:{state.EntityUuid}"];

    protected override Task<Success> ResultAsync(VolumeSagaState state, Db db) => Task.FromResult(Success.Done);

    private async Task ExpungeAsync(VolumeSagaState state, SagaRun run, CancellationToken ct)
    {
        var host = await database.ReadAsync(db => (from volume in db.Volumes
                                                   join link in db.StoragePoolHosts on volume.PoolId equals link.PoolId
                                                   join row in db.Hosts on link.HostId equals row.Id
                                                   where volume.Id == state.EntityId && row.Removed.IsNotSet()
                                                   orderby row.Status == HostStatus.Up ? 0 : 1, row.Id
                                                   select row).FirstOrDefaultAsync(ct), ct);
        if (host is not null)
        {
            await provisioner.RemoveAsync(host, [state.EntityId], ct);
        }
        else if (await database.ReadAsync(db => db.Volumes.FirstAsync(row => row.Id == state.EntityId, ct), ct) is { PoolId: not null } volume)
        {
            // For example in the pool's maintenance; the volume cleanup tries again.
            throw VolumePlugs.NoHost(volume);
        }
        await claims.ReleaseAsync(state.EntityId, body => run.CommitAsync(async db =>
        {
            await body(db);
            var now = time.GetUtcNow();
            await SnapshotPolicies.RemoveOfAsync(db, state.EntityId);
            if (await db.GetAsync<VolumeRow>(state.EntityId) is { ImageStoreId: { } store, ImagePath: { } image })
            {
                await ImageRemovals.AddAsync(db, store, image, now);
                await db.Volumes.Where(row => row.Id == state.EntityId).Set(row => row.ImageStoreId, (long?)null).Set(row => row.ImagePath, (string?)null).UpdateAsync();
            }
            await db.Volumes.Where(row => row.Id == state.EntityId).Set(row => row.State, VolumeState.Expunging).Set(row => row.Removed, now).UpdateAsync();
        }));
    }
}

/// <summary>Takes up deleted volumes whose removal failed, every <c>storage.cleanup.interval</c>.</summary>
internal sealed class VolumeCleanup(Database database, SettingsStore settings, Dispatcher dispatcher) : IReconciler
{
    public string Name => "volume cleanup";

    public TimeSpan Interval => TimeSpan.FromSeconds(Math.Max(1, settings.Current.StorageCleanupInterval));

    public async Task RunAsync(CancellationToken ct)
    {
        var due = await database.ReadAsync(db => db.Volumes.Where(volume => volume.State == VolumeState.Destroy && volume.Removed.IsNotSet() && volume.VmId == null)
            .Select(volume => volume.Uuid).ToListAsync(ct), ct);
        foreach (var volume in due)
        {
            try
            {
                await dispatcher.StartAsync(new ExpungeVolume(new VolumeId(volume)), Caller.System, ct);
            }
            catch (CloudStackException)
            {
                // It is gone by now: the job of its deletion was quicker.
            }
        }
    }
}
