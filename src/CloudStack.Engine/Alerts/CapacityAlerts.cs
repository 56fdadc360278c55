using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>
/// Tells administrators what runs out: one alert for each kind of capacity of a zone, pod or cluster that is used above its notification threshold,
/// renewed while it is, and resolved when it no longer is.
/// </summary>
internal sealed class CapacityAlerts(Database database, CapacityReport report, SettingsStore settings, TimeProvider time, IIdSource ids) : IReconciler
{
    private static readonly CapacityFilter Everything = new();

    public string Name => "capacity alerts";

    public TimeSpan Interval => TimeSpan.FromMilliseconds(Math.Max(1000, settings.Current.CapacityCheckPeriod));

    public async Task RunAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        // Where several servers look, the first renews an alert for all of them.
        var renewedBefore = now - (Interval / 2);
        var types = CapacityThreshold.AlertTypes.ToArray();
        var shortages = await database.ReadManyAsync(ShortagesAsync, ct);
        await database.WriteAsync(async db =>
        {
            var open = (await db.Alerts.Where(row => row.Resolved == null && types.Contains(row.Type)).ToListAsync())
                .Where(IsOurs).ToLookup(row => (row.Type, row.ZoneId, row.PodId, row.ClusterId));
            foreach (var shortage in shortages)
            {
                var known = open[shortage.Key].FirstOrDefault();
                if (known is null)
                {
                    await db.InsertRowAsync(New(shortage, now));
                }
                else if (known.LastSent is null || known.LastSent <= renewedBefore)
                {
                    await db.Alerts.Where(row => row.Id == known.Id).Set(row => row.Subject, shortage.Subject)
                        .Set(row => row.Count, row => row.Count + 1).Set(row => row.LastSent, now).UpdateAsync();
                }
            }
            var lasting = shortages.Select(shortage => shortage.Key).ToHashSet();
            var over = open.Where(group => !lasting.Contains(group.Key)).SelectMany(group => group).Select(row => row.Id).ToList();
            if (over.Count > 0)
            {
                await db.Alerts.Where(row => over.Contains(row.Id)).Set(row => row.Resolved, now).UpdateAsync();
            }
        }, ct);
    }

    /// <summary>4.1 gives hosts the number of secondary storage; alerts about hosts tell the pod.</summary>
    private static bool IsOurs(AlertRow row) => row.Type != AlertLog.Host || (row.ZoneId is not null && row.PodId is null);

    private async Task<List<Shortage>> ShortagesAsync(Db db)
    {
        List<CapacityFigure> figures =
        [
            .. (await report.ReadAsync(db, Everything, CapacityLevel.Zone)).Where(figure => CapacityThreshold.LevelOf(figure.Type) == CapacityLevel.Zone),
            .. await report.ReadAsync(db, Everything, CapacityLevel.Pod, CapacityTypes.PrivateIp),
            .. (await report.ReadAsync(db, Everything, CapacityLevel.Cluster)).Where(figure => CapacityThreshold.LevelOf(figure.Type) == CapacityLevel.Cluster),
        ];
        var current = settings.Current;
        var low = figures.Where(figure => figure.Total > 0 && (double)figure.Used / figure.Total > CapacityThreshold.Of(figure.Type, current)).ToList();
        if (low.Count == 0)
        {
            return [];
        }
        var zones = await db.Zones.ToDictionaryAsync(row => row.Id, row => row.Name);
        var pods = await db.Pods.ToDictionaryAsync(row => row.Id, row => row.Name);
        var clusters = await db.Clusters.ToDictionaryAsync(row => row.Id, row => row.Name);
        return [.. low.Select(figure => new Shortage(
            (CapacityThreshold.AlertTypeOf(figure.Type), figure.ZoneId, figure.PodId, figure.ClusterId),
            FormattableString.Invariant($"{CapacityThreshold.NameOf(figure.Type)} is running out in {Place(figure)}: {figure.PercentUsed:0.##} % is used")))];

        string Place(CapacityFigure figure) =>
            (figure.ClusterId is { } cluster ? $"the cluster {clusters[cluster]} of " : "")
            + (figure.PodId is { } pod ? $"the pod {pods[pod]} of " : "")
            + $"the zone {zones[figure.ZoneId]}";
    }

    private AlertRow New(Shortage shortage, DateTimeOffset now) => new()
    {
        Uuid = ids.NewGuid(),
        Type = shortage.Key.Type,
        Subject = shortage.Subject,
        ZoneId = shortage.Key.ZoneId,
        PodId = shortage.Key.PodId,
        ClusterId = shortage.Key.ClusterId,
        Count = 1,
        LastSent = now,
        Created = now,
    };

    private sealed record Shortage((int Type, long? ZoneId, long? PodId, long? ClusterId) Key, string Subject);
}
