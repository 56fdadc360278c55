using System.Collections.Concurrent;
using System.Diagnostics;
using System.IO.Compression;
using System.Threading.Channels;
using CloudStack.Engine.Persistence;
using CloudStack.Engine.Placement;
using CloudStack.Placement;
using LinqToDB;

namespace CloudStack.Engine;

/// <summary>
/// The decision log: what placement was asked and what it chose, with everything that changed in between, so that it can be done once more. Entries wait in
/// memory and are written by <see cref="FlushAsync"/>; nothing waits for them. See ADR 12.
/// </summary>
internal sealed class PlacementLog(Database database, SettingsStore settings, IIdSource ids, TimeProvider time)
{
    private const int MostWaiting = 65_536;
    private const int MostAtOnce = 8_192;

    /// <summary>A segment ends after so long, so that what is old can go, and a replay begins near to where it is wanted.</summary>
    public static readonly TimeSpan LongestSegment = TimeSpan.FromHours(1);

    private readonly Channel<Waiting> _waiting = Channel.CreateBounded<Waiting>(new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.Wait });
    private readonly ConcurrentDictionary<ZoneId, ZoneLog> _zones = new();
    private readonly SemaphoreSlim _flushing = new(1);
    private long _lastSeed = BitConverter.ToInt64(ids.NewGuid().ToByteArray());

    /// <summary>The zone's log; its gate is held while something is decided or changed.</summary>
    public ZoneLog Of(ZoneId zone) => _zones.GetOrAdd(zone, static id => new ZoneLog(id));

    /// <summary>The request with a seed, by which its random choices can be made again.</summary>
    public PlacementRequest Seeded(PlacementRequest request) =>
        request.Seed is null ? request with { Seed = (ulong)Interlocked.Increment(ref _lastSeed) * 0xD1342543DE82EF95 } : request;

    /// <summary>Under the gate, before a decision: begins a segment with the zone as it is, unless one is open.</summary>
    public void Open(ZoneLog zone, CapacityIndex index)
    {
        if (settings.Current.PlacementLogHours <= 0)
        {
            zone.Segment = null;
            return;
        }
        var now = time.GetUtcNow();
        if (zone.Segment is { } open && now - open.Begun < LongestSegment)
        {
            return;
        }
        zone.Segment = null;
        if (index.Encode(zone.Zone) is { } snapshot)
        {
            Begin(zone, snapshot, now);
        }
    }

    /// <summary>Under the gate, after a decision.</summary>
    public void Decided(ZoneLog zone, PlacementSettings obeyed, PlacementRequest request, Guid vm, PlacementResult result, bool isHeld, long started)
    {
        if (zone.Segment is not { } segment)
        {
            return;
        }
        if (!ReferenceEquals(segment.Settings, obeyed))
        {
            segment.Settings = obeyed;
            Add(zone, new SettingsEntry(obeyed));
        }
        var outcome = !result.IsPlaced ? LogOutcome.Refused : !isHeld ? LogOutcome.Lost : result.UsesReservation ? LogOutcome.AtReservation : LogOutcome.Placed;
        Add(zone, new DecisionEntry(time.GetUtcNow(), vm, request, outcome, (long)Stopwatch.GetElapsedTime(started).TotalMicroseconds)
        {
            Host = isHeld ? result.HostId : null,
            Volumes = result.Volumes,
        });
    }

    /// <summary>Why a decision was refused, which is found out after the gate was left.</summary>
    public void Refused(ZoneLog zone, PlacementRequest request, string? refusal)
    {
        if (zone.Segment is null || refusal is null)
        {
            return;
        }
        lock (zone.Gate)
        {
            Add(zone, new RefusalEntry(request.Seed!.Value, refusal));
        }
    }

    /// <summary>Under the gate, after a change of the zone.</summary>
    public void Add(ZoneLog zone, LogEntry entry)
    {
        if (zone.Segment is not { } segment)
        {
            return;
        }
        // A log with a gap tells nothing: the segment ends here, and the next decision begins another.
        if (time.GetUtcNow() - segment.Begun >= LongestSegment + LongestSegment || !Put(zone, segment, LogCodec.Encode(entry), entry is DecisionEntry, isBase: false))
        {
            zone.Segment = null;
        }
    }

    /// <summary>Under the gate, before the zone is read anew.</summary>
    public byte[]? BeforeReload(ZoneLog zone, CapacityIndex index) => zone.Segment is null ? null : index.Encode(zone.Zone);

    /// <summary>Under the gate, after the zone was read anew: where that changed anything, a new segment begins.</summary>
    public void AfterReload(ZoneLog zone, CapacityIndex index, byte[]? before)
    {
        if (before is null || index.Encode(zone.Zone) is not { } after || before.AsSpan().SequenceEqual(after))
        {
            return;
        }
        Begin(zone, after, time.GetUtcNow());
    }

    /// <summary>Writes what waits, one row for each zone and batch.</summary>
    public async Task FlushAsync(CancellationToken ct)
    {
        await _flushing.WaitAsync(ct);
        try
        {
            while (Take() is { Count: > 0 } batch)
            {
                var rows = Rows(batch);
                try
                {
                    await database.WriteAsync(async db =>
                    {
                        foreach (var row in rows)
                        {
                            await db.InsertAsync(row, token: ct);
                        }
                    }, ct);
                }
                catch
                {
                    EndAll();
                    throw;
                }
            }
        }
        finally
        {
            _flushing.Release();
        }
    }

    private void Begin(ZoneLog zone, byte[] snapshot, DateTimeOffset now)
    {
        var segment = new LogSegment(ids.NewGuid(), now);
        zone.Segment = Put(zone, segment, snapshot, isDecision: false, isBase: true) ? segment : null;
    }

    private bool Put(ZoneLog zone, LogSegment segment, byte[] data, bool isDecision, bool isBase) =>
        _waiting.Writer.TryWrite(new(segment.Id, zone.Zone, time.GetUtcNow(), data, isDecision, isBase));

    private List<Waiting> Take()
    {
        List<Waiting> batch = [];
        while (batch.Count < MostAtOnce && _waiting.Reader.TryRead(out var one))
        {
            batch.Add(one);
        }
        return batch;
    }

    private static List<PlacementLogRow> Rows(List<Waiting> batch) => [.. batch.GroupBy(one => (one.Segment, one.IsBase)).Select(group =>
    {
        var all = group.ToList();
        return new PlacementLogRow
        {
            Segment = group.Key.Segment,
            ZoneUuid = all[0].Zone.Value,
            IsBase = group.Key.IsBase,
            Begins = all[0].Time,
            Ends = all[^1].Time,
            Decisions = all.Count(one => one.IsDecision),
            Data = Compress(all),
        };
    })];

    private void EndAll()
    {
        foreach (var zone in _zones.Values)
        {
            lock (zone.Gate)
            {
                zone.Segment = null;
            }
        }
    }

    private static byte[] Compress(List<Waiting> entries)
    {
        using var bytes = new MemoryStream();
        using (var to = new BrotliStream(bytes, CompressionLevel.Fastest))
        {
            entries.ForEach(entry => to.Write(entry.Data));
        }
        return bytes.ToArray();
    }

    /// <summary>What a row of the log holds.</summary>
    public static byte[] Expand(byte[] data)
    {
        using var bytes = new MemoryStream();
        using var from = new BrotliStream(new MemoryStream(data), CompressionMode.Decompress);
        from.CopyTo(bytes);
        return bytes.ToArray();
    }

    private readonly record struct Waiting(Guid Segment, ZoneId Zone, DateTimeOffset Time, byte[] Data, bool IsDecision, bool IsBase);
}

/// <summary>The log of one zone. The gate gives decisions and changes one order, the one in which the log tells them.</summary>
internal sealed class ZoneLog(ZoneId zone)
{
    public ZoneId Zone { get; } = zone;

    public Lock Gate { get; } = new();

    /// <summary>The open segment; null while nothing is logged. Changed under the gate.</summary>
    public LogSegment? Segment { get; set; }
}

/// <summary>A snapshot, and what followed.</summary>
internal sealed class LogSegment(Guid id, DateTimeOffset begun)
{
    public Guid Id { get; } = id;

    public DateTimeOffset Begun { get; } = begun;

    /// <summary>The settings that the log has told last.</summary>
    public PlacementSettings? Settings { get; set; }
}
