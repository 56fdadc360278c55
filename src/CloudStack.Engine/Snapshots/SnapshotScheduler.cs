using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>
/// Takes the snapshots that are due, every <c>snapshot.poll.interval</c>. Each run is done once, whichever server looks first; a run that was missed,
/// because no server was there or the volume could not be snapshotted, is not made up for.
/// </summary>
internal sealed class SnapshotScheduler(Database database, Dispatcher dispatcher, AlertLog alerts, SettingsStore settings, TimeProvider time) : IReconciler
{
    public string Name => "snapshot schedule";

    public TimeSpan Interval => TimeSpan.FromSeconds(Math.Max(1, settings.Current.SnapshotPollInterval));

    public async Task RunAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var due = await database.ReadAsync(db => (from policy in db.SnapshotPolicies
                                                  join volume in db.Volumes on policy.VolumeId equals volume.Id
                                                  where policy.NextRun <= now
                                                  orderby policy.NextRun, policy.Id
                                                  select new
                                                  {
                                                      Policy = policy,
                                                      Volume = volume,
                                                      Busy = db.Snapshots.Any(row => row.PolicyId == policy.Id && row.Removed.IsNotSet()
                                                          && (row.State == SnapshotState.Creating || row.State == SnapshotState.BackingUp)),
                                                  }).ToListAsync(ct), ct);
        foreach (var one in due)
        {
            var isLate = now - one.Policy.NextRun > 2 * Interval;
            var canRun = one.Volume is { State: VolumeState.Ready, PoolId: not null, Removed: null };
            if (isLate || !canRun || one.Busy || !await TryAsync(one.Policy, one.Volume, ct))
            {
                await database.WriteAsync(db => SnapshotPolicies.MoveOnAsync(db, one.Policy, one.Policy.NextRun, now), ct);
            }
        }
    }

    private async Task<bool> TryAsync(SnapshotPolicyRow policy, VolumeRow volume, CancellationToken ct)
    {
        try
        {
            await dispatcher.StartAsync(new TakeScheduledSnapshot(new SnapshotPolicyId(policy.Uuid), policy.NextRun), Caller.System, ct);
            return true;
        }
        catch (CloudStackException exception)
        {
            if (exception.Code == ErrorCode.ResourceLimit)
            {
                await database.WriteAsync(db => alerts.AddAsync(db, AlertLog.ResourceLimit, $"No snapshot of the volume {volume.Name} ({volume.Uuid}) is taken: {exception.Message}", volume.ZoneId), ct);
            }
            return false;
        }
    }
}
