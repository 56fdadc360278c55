using CloudStack.Engine.Persistence;
using CloudStack.Engine.Placement;
using CloudStack.Placement;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>A segment of the decision log as it was written: the zone at its beginning, then what happened to it.</summary>
internal sealed record LoggedSegment(Guid Id, ZoneId Zone, byte[] Snapshot, IAsyncEnumerable<LogEntry> Entries);

/// <summary>Reads the decision log.</summary>
internal sealed class PlacementLogReader(Database database)
{
    /// <summary>The segments that touch a period, oldest first. One whose beginning was not written is left out: it cannot be done again.</summary>
    public async IAsyncEnumerable<LoggedSegment> SegmentsAsync(
        Guid? zone, DateTimeOffset? from, DateTimeOffset? to, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var found = await database.ReadAsync(db => db.PlacementLog
            .Where(row => zone == null || row.ZoneUuid == zone.Value)
            .GroupBy(row => row.Segment)
            .Select(rows => new { Segment = rows.Key, First = rows.Min(row => row.Id), Begins = rows.Min(row => row.Begins), Ends = rows.Max(row => row.Ends) })
            .OrderBy(segment => segment.First).ToListAsync(ct), ct);
        foreach (var segment in found.Where(one => (from is null || one.Ends >= from) && (to is null || one.Begins <= to)))
        {
            var first = await database.ReadAsync(db => db.PlacementLog.FirstOrDefaultAsync(row => row.Segment == segment.Segment && row.IsBase, ct), ct);
            if (first is not null)
            {
                yield return new(segment.Segment, new ZoneId(first.ZoneUuid), PlacementLog.Expand(first.Data), EntriesAsync(segment.Segment, ct));
            }
        }
    }

    /// <summary>The decisions of a period, newest first, each with the reason of a refusal.</summary>
    public async IAsyncEnumerable<LoggedDecision> DecisionsAsync(
        Guid? zone, DateTimeOffset? from, DateTimeOffset? to, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var last = long.MaxValue;
        Dictionary<ulong, string> refusals = [];
        while (true)
        {
            var row = await database.ReadAsync(db => db.PlacementLog
                .Where(row => row.Id < last && !row.IsBase && (zone == null || row.ZoneUuid == zone.Value) && (from == null || row.Ends >= from) && (to == null || row.Begins <= to))
                .OrderByDescending(row => row.Id).FirstOrDefaultAsync(ct), ct);
            if (row is null)
            {
                yield break;
            }
            last = row.Id;
            List<LoggedDecision> decisions = [];
            foreach (var entry in LogCodec.Decode(PlacementLog.Expand(row.Data)))
            {
                if (entry is RefusalEntry refusal)
                {
                    refusals[refusal.Seed] = refusal.Text;
                }
                else if (entry is DecisionEntry decision && (from is null || decision.Time >= from) && (to is null || decision.Time <= to))
                {
                    decisions.Add(new(row.Segment, decision, null));
                }
            }
            for (var i = decisions.Count - 1; i >= 0; i--)
            {
                var one = decisions[i];
                yield return one.Decision.Outcome == LogOutcome.Refused ? one with { Refusal = refusals.GetValueOrDefault(one.Decision.Request.Seed ?? 0) } : one;
            }
        }
    }

    private async IAsyncEnumerable<LogEntry> EntriesAsync(Guid segment, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        long last = 0;
        while (true)
        {
            var row = await database.ReadAsync(db => db.PlacementLog.Where(row => row.Segment == segment && !row.IsBase && row.Id > last).OrderBy(row => row.Id).FirstOrDefaultAsync(ct), ct);
            if (row is null)
            {
                yield break;
            }
            last = row.Id;
            foreach (var entry in LogCodec.Decode(PlacementLog.Expand(row.Data)))
            {
                yield return entry;
            }
        }
    }
}

/// <summary>A decision as it was logged.</summary>
internal sealed record LoggedDecision(Guid Segment, DecisionEntry Decision, string? Refusal);
