using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Writes the decision log, a batch at a time.</summary>
internal sealed class PlacementLogWriter(PlacementLog log) : IReconciler
{
    public string Name => "decision log";

    public TimeSpan Interval => TimeSpan.FromSeconds(1);

    public Task RunAsync(CancellationToken ct) => log.FlushAsync(ct);
}

/// <summary>Removes the segments of the decision log that ended more than <c>placement.log.hours</c> ago.</summary>
internal sealed class PlacementLogPurge(Database database, SettingsStore settings, TimeProvider time) : IReconciler
{
    private const int AtOnce = 100;

    public string Name => "decision log purge";

    public TimeSpan Interval => TimeSpan.FromMinutes(10);

    public async Task RunAsync(CancellationToken ct)
    {
        // An open segment may go on for two hours; without a log there is none that is open.
        var hours = settings.Current.PlacementLogHours;
        var before = time.GetUtcNow() - (hours <= 0 ? TimeSpan.Zero : TimeSpan.FromHours(hours) + (2 * PlacementLog.LongestSegment));
        while (true)
        {
            // Whole segments only: the rest of one tells nothing without its beginning.
            var old = await database.ReadAsync(db => db.PlacementLog.GroupBy(row => row.Segment).Where(rows => rows.Max(row => row.Ends) < before)
                .Select(rows => rows.Key).Take(AtOnce).ToListAsync(ct), ct);
            if (old.Count == 0)
            {
                return;
            }
            await database.WriteAsync(db => db.PlacementLog.Where(row => old.Contains(row.Segment)).DeleteAsync(ct), ct);
        }
    }
}
