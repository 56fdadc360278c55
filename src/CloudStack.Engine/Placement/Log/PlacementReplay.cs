using CloudStack.Engine.Persistence;
using CloudStack.Engine.Placement;
using CloudStack.Placement;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Makes the decisions of the log once more, without touching the cloud.</summary>
public interface IPlacementReplay
{
    /// <summary>
    /// Makes the logged decisions of a period once more: by the settings that were in force, each must come out as it did; by another policy, both are compared.
    /// </summary>
    /// <param name="asked">What to do.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="CloudStackException">There is no such zone or policy.</exception>
    Task<ReplayReport> RunAsync(ReplayRequest asked, CancellationToken cancellationToken = default);
}

/// <summary>What to replay.</summary>
public sealed record ReplayRequest
{
    /// <summary>Name of the only zone; null for all.</summary>
    public string? Zone { get; init; }

    /// <summary>Only decisions from this time on.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Only decisions up to this time.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>A policy to compare with, a name that <c>vm.allocation.algorithm</c> may have; null to verify.</summary>
    public string? Policy { get; init; }
}

/// <summary>What a replay found.</summary>
public sealed record ReplayReport
{
    /// <summary>How many decisions were made once more.</summary>
    public long Decisions { get; init; }

    /// <summary>In how many segments of the log they were; each begins with a snapshot.</summary>
    public int Segments { get; init; }

    /// <summary>The first decision that came out differently; null when there is none. Not looked for when policies are compared.</summary>
    public string? Difference { get; init; }

    /// <summary>What the decisions as logged made of the zones.</summary>
    public PolicyFigures? Logged { get; init; }

    /// <summary>What the other policy would have made of them.</summary>
    public PolicyFigures? Other { get; init; }
}

/// <summary>What a policy makes of a zone.</summary>
public sealed record PolicyFigures
{
    /// <summary>Decisions that found no place.</summary>
    public long Failures { get; init; }

    /// <summary>The standard deviation of the used cores of hosts, at the end of each segment, on average.</summary>
    public double Spread { get; init; }

    /// <summary>How many VMs of 8 cores and 32 GiB still fit, at the end of each segment, on average.</summary>
    public double LargeSlots { get; init; }

    /// <summary>Microseconds that a decision took in the replay, on average.</summary>
    public double Microseconds { get; init; }
}

internal sealed class PlacementReplay(CloudEngine engine, Database database, PlacementPolicy policy, PlacementLogReader reader) : IPlacementReplay
{
    public async Task<ReplayReport> RunAsync(ReplayRequest asked, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(asked);
        await engine.PrepareAsync(cancellationToken);
        var zone = asked.Zone is null ? (Guid?)null : await ZoneAsync(asked.Zone, cancellationToken);
        if (asked.Policy is { } name && !policy.For(new PlacementSettings()).Algorithms.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            throw CloudStackException.Invalid($"There is no policy {name}; there are {string.Join(", ", policy.For(new PlacementSettings()).Algorithms)}.");
        }
        var (decisions, segments) = (0L, 0);
        List<(ReplayFigures Logged, ReplayFigures? Other)> figures = [];
        await foreach (var segment in reader.SegmentsAsync(zone, asked.From, asked.To, cancellationToken))
        {
            segments++;
            var run = new SegmentReplay(segment, policy, asked);
            var difference = await run.RunAsync(cancellationToken);
            decisions += run.Decisions;
            if (difference is not null)
            {
                return new() { Decisions = decisions, Segments = segments, Difference = difference };
            }
            figures.Add(run.Figures());
        }
        return new()
        {
            Decisions = decisions,
            Segments = segments,
            Logged = Sum([.. figures.Select(pair => pair.Logged)]),
            Other = asked.Policy is null ? null : Sum([.. figures.Select(pair => pair.Other!)]),
        };
    }

    /// <summary>Where a logged decision would go, explained as it was made: with the zone as it was then.</summary>
    /// <param name="found">The decision.</param>
    /// <param name="ct">Ends it.</param>
    /// <returns>Null when the beginning of its segment is not in the log.</returns>
    public async Task<PlacementResult?> ExplainAsync(LoggedDecision found, CancellationToken ct)
    {
        var (zone, time) = (found.Decision.Request.ZoneId.Value, found.Decision.Time);
        await foreach (var segment in reader.SegmentsAsync(zone, time, time, ct))
        {
            if (segment.Id == found.Segment)
            {
                return await new SegmentReplay(segment, policy, new()).ExplainAsync(found.Decision, ct);
            }
        }
        return null;
    }

    private async Task<Guid> ZoneAsync(string name, CancellationToken ct) =>
        await database.ReadAsync(db => db.Zones.Where(row => row.Name == name && row.Removed.IsNotSet()).Select(row => row.Uuid).FirstOrDefaultAsync(ct), ct) is var zone
        && zone != Guid.Empty ? zone : throw CloudStackException.Invalid($"There is no zone {name}.");

    private static PolicyFigures Sum(IReadOnlyList<ReplayFigures> figures) => new()
    {
        Failures = figures.Sum(one => (long)one.Failures),
        Spread = figures.Select(one => one.Spread).DefaultIfEmpty().Average(),
        LargeSlots = figures.Select(one => (double)one.LargeSlots).DefaultIfEmpty().Average(),
        Microseconds = figures.Where(one => one.Microseconds > 0).Select(one => one.Microseconds).DefaultIfEmpty().Average(),
    };
}

/// <summary>Goes through one segment.</summary>
internal sealed class SegmentReplay
{
    private readonly LoggedSegment _segment;
    private readonly PlacementPolicy _policy;
    private readonly ReplayRequest _asked;
    private readonly ReplayWorld _world;
    private readonly ReplayWorld? _other;
    private Placer? _placer;

    public SegmentReplay(LoggedSegment segment, PlacementPolicy policy, ReplayRequest asked)
    {
        (_segment, _policy, _asked) = (segment, policy, asked);
        _world = new(CapacityIndex.Decode(segment.Snapshot, out var zone), zone, null);
        _other = asked.Policy is null ? null : new(CapacityIndex.Decode(segment.Snapshot, out _), zone, asked.Policy);
    }

    public long Decisions { get; private set; }

    /// <summary>The first difference, or null.</summary>
    public async Task<string?> RunAsync(CancellationToken ct)
    {
        await foreach (var entry in _segment.Entries.WithCancellation(ct))
        {
            switch (entry)
            {
                case SettingsEntry settings:
                    _placer = _policy.For(settings.Settings);
                    break;
                case ChangeEntry change:
                    _world.Apply(change);
                    _other?.Apply(change);
                    break;
                case DecisionEntry decision when _asked.To is { } to && decision.Time > to:
                    return null;
                case DecisionEntry decision:
                    var (result, isHeld) = _world.Decide(_placer!, decision);
                    _other?.Decide(_placer!, decision);
                    if (_asked.From is { } from && decision.Time < from)
                    {
                        break;
                    }
                    Decisions++;
                    if (_other is null && Difference(decision, result, isHeld) is { } difference)
                    {
                        return difference;
                    }
                    break;
            }
        }
        return null;
    }

    /// <summary>Comes to a decision, and explains it there.</summary>
    public async Task<PlacementResult?> ExplainAsync(DecisionEntry wanted, CancellationToken ct)
    {
        await foreach (var entry in _segment.Entries.WithCancellation(ct))
        {
            switch (entry)
            {
                case SettingsEntry settings:
                    _placer = _policy.For(settings.Settings);
                    break;
                case ChangeEntry change:
                    _world.Apply(change);
                    break;
                case DecisionEntry decision when decision.Request.Seed == wanted.Request.Seed && decision.Vm == wanted.Vm && decision.Outcome == wanted.Outcome:
                    return _placer!.Explain(decision.Request, _world.Index);
                case DecisionEntry decision:
                    _world.Decide(_placer!, decision);
                    break;
            }
        }
        return null;
    }

    public (ReplayFigures Logged, ReplayFigures? Other) Figures()
    {
        var settings = _placer?.Settings ?? new PlacementSettings();
        return (_world.Figures(settings), _other?.Figures(settings));
    }

    private string? Difference(DecisionEntry logged, PlacementResult result, bool isHeld)
    {
        var outcome = !result.IsPlaced ? LogOutcome.Refused : !isHeld ? LogOutcome.Lost : result.UsesReservation ? LogOutcome.AtReservation : LogOutcome.Placed;
        if (outcome == logged.Outcome && (!isHeld || (result.HostId == logged.Host && result.Volumes.SequenceEqual(logged.Volumes))))
        {
            return null;
        }
        return $"{logged.Time.UtcDateTime:yyyy-MM-dd HH:mm:ss.fff} UTC, VM {logged.Vm}: logged {Words(logged.Outcome, logged.Host, logged.Volumes)},"
            + $" replayed {Words(outcome, isHeld ? result.HostId : null, result.Volumes)}.";
    }

    private string Words(LogOutcome outcome, HostId? host, IReadOnlyList<VolumePlacement> volumes)
    {
        var where = host is { } id ? $" on {_world.Index.FindHost(id)?.Name ?? id.ToString()}" : "";
        return $"{outcome}{where}{(volumes.Count == 0 || host is null ? "" : $" with volumes on {string.Join(", ", volumes.Select(volume => _world.Index.FindPool(volume.PoolId)?.Name))}")}";
    }
}
