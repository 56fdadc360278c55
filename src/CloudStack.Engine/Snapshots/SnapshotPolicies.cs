using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

internal static class SnapshotPolicies
{
    /// <summary>Most snapshots that policies of a kind may keep (<c>snapshot.max.hourly</c> and its like).</summary>
    public static int MostOf(SnapshotInterval interval, CloudSettings settings) => interval switch
    {
        SnapshotInterval.Hourly => settings.SnapshotMaxHourly,
        SnapshotInterval.Daily => settings.SnapshotMaxDaily,
        SnapshotInterval.Weekly => settings.SnapshotMaxWeekly,
        _ => settings.SnapshotMaxMonthly,
    };

    /// <summary>The policies of a volume end with it, in the transaction that takes it away; the snapshots that they took stay.</summary>
    public static Task RemoveOfAsync(Db db, long volume) => db.SnapshotPolicies.DeleteAsync(policy => policy.VolumeId == volume);

    /// <summary>Moves a policy on from a run, if nobody else has.</summary>
    /// <returns>Whether the run is the caller's.</returns>
    public static async Task<bool> MoveOnAsync(Db db, SnapshotPolicyRow policy, DateTimeOffset due, DateTimeOffset now)
    {
        var next = SnapshotSchedule.Parse(policy.Interval, policy.Schedule).NextAfter(now, SnapshotTimeZones.Find(policy.TimeZone));
        return await db.SnapshotPolicies.Where(row => row.Id == policy.Id && row.NextRun == due).Set(row => row.NextRun, next).UpdateAsync() == 1;
    }
}
