using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>
/// Brings templates and ISOs to the image stores where they are wanted: those that nobody has begun, and those whose server is down. Some at a time, and
/// new ones join while a turn lasts. Also gives each zone the templates that are for all zones.
/// </summary>
internal sealed class ImageTransfers(Database database, ImageTransfer transfer, ServerRegistry server, TimeProvider time) : IReconciler
{
    private const int MostAtOnce = 4;

    private readonly Dictionary<long, Task> _running = [];

    public string Name => "image transfers";

    public TimeSpan Interval => TimeSpan.FromSeconds(2);

    public async Task RunAsync(CancellationToken ct)
    {
        await SpreadAsync(ct);
        try
        {
            do
            {
                await BeginAsync(ct);
                if (_running.Count > 0)
                {
                    await Task.WhenAny([Task.Delay(Interval, time, ct), .. _running.Values]);
                }
                foreach (var (place, task) in _running.Where(one => one.Value.IsCompleted).ToList())
                {
                    _running.Remove(place);
                    await task;
                }
            }
            while (_running.Count > 0);
        }
        finally
        {
            // Cancelled, or one of them failed unexpectedly: the others end too, and what is unfinished is claimed anew at the next turn.
            await Task.WhenAll(_running.Values.Select(task => task.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default)));
            _running.Clear();
        }
    }

    private async Task BeginAsync(CancellationToken ct)
    {
        var free = MostAtOnce - _running.Count;
        if (free <= 0)
        {
            return;
        }
        var (now, self, mine) = (time.GetUtcNow(), server.Id, _running.Keys.ToArray());
        var due = await database.ReadAsync(db => db.TemplateZones
            .Where(row => (row.State == TemplateStates.NotDownloaded || row.State == TemplateStates.InProgress) && row.StoreId != null && !mine.Contains(row.Id)
                && (row.RetryAt == null || row.RetryAt <= now)
                && (row.ServerId == null || row.ServerId == self || !db.ManagementServers.Any(other => other.Id == row.ServerId && other.State == "Up")))
            .OrderBy(row => row.Id).Take(free).ToListAsync(ct), ct);
        foreach (var place in due)
        {
            if (await transfer.ClaimAsync(place, ct) is { } claimed)
            {
                _running[place.Id] = Task.Run(() => transfer.RunAsync(claimed, ct), ct);
            }
        }
    }

    /// <summary>A template that is for all zones comes to zones too that were made after it.</summary>
    private async Task SpreadAsync(CancellationToken ct)
    {
        var missing = await database.ReadAsync(db => (from template in db.Templates
                                                      from zone in db.Zones
                                                      where template.IsCrossZones && template.Removed.IsNotSet() && template.Url != null && zone.Removed.IsNotSet()
                                                          && !db.TemplateZones.Any(place => place.TemplateId == template.Id && place.ZoneId == zone.Id)
                                                      select new { Template = template, ZoneId = zone.Id }).ToListAsync(ct), ct);
        if (missing.Count == 0)
        {
            return;
        }
        var now = time.GetUtcNow();
        await database.WriteAsync(async db =>
        {
            var stores = await ImageStoreChoice.OfAsync(db, [.. missing.Select(one => one.ZoneId)]);
            foreach (var one in missing)
            {
                if (!await db.TemplateZones.AnyAsync(place => place.TemplateId == one.Template.Id && place.ZoneId == one.ZoneId))
                {
                    await db.InsertAsync(ImageRegistration.Place(one.Template.Id, one.ZoneId, stores.GetValueOrDefault(one.ZoneId), TemplateSourceFacts.Unknown, now));
                }
            }
        }, ct);
    }
}
