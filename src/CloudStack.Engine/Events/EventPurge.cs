using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Removes events that are older than <c>event.purge.delay</c> days.</summary>
internal sealed class EventPurge(Database database, SettingsStore settings, TimeProvider time) : IReconciler
{
    private const int AtOnce = 1000;

    public string Name => "event purge";

    public TimeSpan Interval => TimeSpan.FromSeconds(settings.Current.EventPurgeInterval);

    public async Task RunAsync(CancellationToken ct)
    {
        if (settings.Current.EventPurgeDelay <= 0)
        {
            return;
        }
        var before = time.GetUtcNow().AddDays(-settings.Current.EventPurgeDelay);
        // A few at a time, so that nobody waits for the one long delete.
        while (true)
        {
            var old = await database.ReadAsync(db => db.Events.Where(row => row.Created < before).OrderBy(row => row.Created).Select(row => row.Id)
                .Take(AtOnce).ToListAsync(ct), ct);
            if (old.Count == 0)
            {
                return;
            }
            await database.WriteAsync(db => db.Events.Where(row => old.Contains(row.Id)).DeleteAsync(ct), ct);
        }
    }
}
