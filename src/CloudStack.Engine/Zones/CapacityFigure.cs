using System.Globalization;

namespace CloudStack.Engine;

/// <summary>How much of something is used in a zone, a pod of it, or a cluster of that.</summary>
internal readonly record struct CapacityFigure(short Type, long ZoneId, long? PodId, long? ClusterId, long Used, long Total)
{
    public double PercentUsed => Total == 0 ? 0 : Used * 100.0 / Total;

    public Capacity View() => new()
    {
        Type = Type,
        CapacityUsed = Used,
        CapacityTotal = Total,
        PercentUsed = PercentUsed.ToString("0.##", CultureInfo.InvariantCulture),
    };
}

/// <summary>By what figures are summed up.</summary>
internal enum CapacityLevel
{
    Zone,
    Pod,
    Cluster,
}

/// <summary>Which figures are asked for: those of the named zones, pods or clusters; null for all.</summary>
internal sealed record CapacityFilter(IReadOnlyCollection<long>? ZoneIds = null, IReadOnlyCollection<long>? PodIds = null, IReadOnlyCollection<long>? ClusterIds = null)
{
    /// <summary>Whether what belongs to a zone as a whole counts in.</summary>
    public bool WholeZones => PodIds is null && ClusterIds is null;

    /// <summary>Whether what belongs to a pod as a whole counts in.</summary>
    public bool WholePods => ClusterIds is null;
}
