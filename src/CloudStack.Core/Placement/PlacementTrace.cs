using System.Globalization;

namespace CloudStack.Placement;

/// <summary>
/// Why places were refused: the first ones by name and with figures, all of them by count. Says what was looked at until the decision was made.
/// </summary>
public sealed class PlacementTrace
{
    private readonly int limit;
    private readonly List<TraceEntry> entries = [];
    private readonly List<string> notes = [];
    private readonly List<TriedCluster> clusters = [];
    private readonly SortedDictionary<(TraceSubject Subject, string Filter), int> counts = [];

    internal PlacementTrace(int limit) => this.limit = limit;

    /// <summary>The refusals that are named, in the order in which they came.</summary>
    public IReadOnlyList<TraceEntry> Entries => entries;

    /// <summary>Other things worth knowing: parts that threw, steps that were skipped.</summary>
    public IReadOnlyList<string> Notes => notes;

    /// <summary>How many refusals each filter gave; a place that is refused twice counts twice.</summary>
    public IReadOnlyDictionary<(TraceSubject Subject, string Filter), int> Counts => counts;

    /// <summary>The planner that ran; null when none did, because the request named a host or the last host was taken.</summary>
    public string? Planner { get; internal set; }

    /// <summary>The clusters in the order in which they were tried; as many of the first as are named of what was refused.</summary>
    public IReadOnlyList<TriedCluster> Clusters => clusters;

    /// <summary>The whole trace as lines to read.</summary>
    public IReadOnlyList<string> ToLines()
    {
        var lines = new List<string>(notes);
        foreach (var entry in entries) lines.Add(entry.ToString());
        foreach (var (key, count) in counts)
        {
            var plural = count == 1 ? "" : "s";
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"{count} {Word(key.Subject)}{plural} refused by {key.Filter}"));
        }
        return lines;
    }

    internal bool IsFull => entries.Count >= limit;

    internal void Try(IClusterView cluster)
    {
        if (clusters.Count < limit) clusters.Add(new TriedCluster(cluster.Id, cluster.Name));
    }

    internal void Note(string text) => notes.Add(text);

    internal void Count(TraceSubject subject, string filter, int times)
    {
        counts.TryGetValue((subject, filter), out var count);
        counts[(subject, filter)] = count + times;
    }

    internal void Refuse(TraceSubject subject, string name, string? within, string filter, Verdict verdict)
    {
        Count(subject, filter, 1);
        if (!IsFull) entries.Add(new TraceEntry(subject, name, within, filter, verdict.Reason ?? "refused"));
    }

    internal static string Word(TraceSubject subject) => subject switch
    {
        TraceSubject.Cluster => "cluster",
        TraceSubject.Host => "host",
        _ => "pool",
    };
}

/// <summary>A cluster that a decision tried.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
public sealed record TriedCluster(ClusterId Id, string Name);

/// <summary>What a trace entry is about.</summary>
public enum TraceSubject
{
    /// <summary>A cluster.</summary>
    Cluster,
    /// <summary>A host.</summary>
    Host,
    /// <summary>A storage pool.</summary>
    Pool,
}

/// <summary>One refusal.</summary>
/// <param name="Subject">What was refused.</param>
/// <param name="Name">Its name.</param>
/// <param name="Within">Where it is: of a host its cluster's name, of a pool the volume and host; null for a cluster.</param>
/// <param name="Filter">The rule that refused it.</param>
/// <param name="Reason">Why, with figures.</param>
public sealed record TraceEntry(TraceSubject Subject, string Name, string? Within, string Filter, string Reason)
{
    /// <summary>The entry as a line.</summary>
    public override string ToString() =>
        $"{PlacementTrace.Word(Subject)} {Name}{(Within is null ? "" : $" ({Within})")}: {Filter}: {Reason}";
}
