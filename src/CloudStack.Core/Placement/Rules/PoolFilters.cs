using System.Globalization;

namespace CloudStack.Placement;

internal sealed class PoolAvoidFilter : IPoolFilter
{
    public string Name => "Avoid";

    public Verdict Check(IPoolView pool, PoolQuery query)
    {
        var avoid = query.Placement.Request.Avoid;
        return avoid.Pools.Count > 0 && avoid.Pools.Contains(pool.Id) ? Verdict.No("an earlier try failed here") : Verdict.Yes;
    }

    public string ChangeFor(IPoolView pool, PoolQuery query) => "a new start, which forgets earlier tries";
}

internal sealed class PoolStateFilter : IPoolFilter
{
    public string Name => "State";

    public Verdict Check(IPoolView pool, PoolQuery query) => pool.State == "Up" ? Verdict.Yes : query.Placement.No($"is {pool.State}, must be Up");

    public string ChangeFor(IPoolView pool, PoolQuery query) => $"storage pool {pool.Name} up";
}

/// <summary>The pool must carry all storage tags of the offering; it may carry more.</summary>
internal sealed class PoolTagFilter : IPoolFilter
{
    public string Name => "Tag";

    public Verdict Check(IPoolView pool, PoolQuery query)
    {
        var wanted = query.Volume.Tags;
        for (var i = 0; i < wanted.Count; i++)
        {
            if (!pool.Tags.Contains(wanted[i], StringComparer.Ordinal)) return query.Placement.No($"does not carry the tag {wanted[i]}");
        }
        return Verdict.Yes;
    }

    public string ChangeFor(IPoolView pool, PoolQuery query) =>
        $"storage tag {string.Join(", ", query.Volume.Tags.Where(tag => !pool.Tags.Contains(tag, StringComparer.Ordinal)))} on pool {pool.Name}";
}

/// <summary>No root disk on a pool of type Iscsi, and no disk of a system VM on RBD.</summary>
internal sealed class PoolTypeFilter : IPoolFilter
{
    public string Name => "Type";

    public Verdict Check(IPoolView pool, PoolQuery query)
    {
        if (query.Volume.IsRoot && pool.Type == "Iscsi") return Verdict.No("a root disk cannot be on a pool of type Iscsi");
        if (query.Volume.IsSystemUse && pool.Type == "RBD") return Verdict.No("a system VM's disk cannot be on a pool of type RBD");
        return Verdict.Yes;
    }
}

internal sealed class PoolReachFilter : IPoolFilter
{
    public string Name => "Reach";

    public Verdict Check(IPoolView pool, PoolQuery query) =>
        pool.IsReachableFrom(query.Host) ? Verdict.Yes : query.Placement.No($"cannot be reached from host {query.Host.Name}");
}

/// <summary>Real use, and what is promised, against the thresholds; counts what the VM's other volumes take on the same pool.</summary>
internal sealed class PoolRoomFilter : IPoolFilter
{
    private const long MiB = 1024 * 1024;

    public string Name => "Room";

    public Verdict Check(IPoolView pool, PoolQuery query)
    {
        var placement = query.Placement;
        var asked = placement.BytesAsked(query.Volume, pool);
        if (asked == 0) return Verdict.Yes;
        var settings = placement.Settings;
        if (pool.FullShare is { } full && full >= settings.PoolFullThreshold)
        {
            return placement.No($"is {full:0.00} full, the threshold is {settings.PoolFullThreshold:0.00}");
        }
        var others = placement.BytesPutOn(pool);
        if (PoolRoom.Fits(pool, others + asked, settings)) return Verdict.Yes;
        return placement.No($"needs {asked / MiB:N0} MiB, {pool.AllocatedBytes / MiB:N0} of {pool.CapacityBytes / MiB:N0} x {PoolRoom.Factor(pool, settings):0.0##}"
            + $" are promised and {others / MiB:N0} taken by the VM's other volumes, the threshold is {settings.PoolAllocatedThreshold:0.00}");
    }

    public string? ChangeFor(IPoolView pool, PoolQuery query)
    {
        var (placement, settings) = (query.Placement, query.Placement.Settings);
        var asked = placement.BytesAsked(query.Volume, pool);
        var full = pool.FullShare is { } share && share >= settings.PoolFullThreshold
            ? string.Create(CultureInfo.InvariantCulture, $"pool {pool.Name} less than {settings.PoolFullThreshold:0.00} full") : null;
        var after = pool.AllocatedBytes + placement.BytesPutOn(pool) + asked;
        var missing = after - PoolRoom.Most(pool, settings);
        if (missing <= 0) return full;
        var threshold = Changes.RoundedUp(after / (pool.CapacityBytes * PoolRoom.Factor(pool, settings)));
        return Changes.Join(full, string.Create(CultureInfo.InvariantCulture, $"{Changes.MiBUp(missing):N0} MiB more free on pool {pool.Name}")
            + (threshold <= 1 ? string.Create(CultureInfo.InvariantCulture, $", or an allocated threshold of {threshold:0.00}") : ""));
    }
}

/// <summary>How much may be promised on a pool.</summary>
public static class PoolRoom
{
    /// <summary>The over-provisioning factor: it counts for NFS only.</summary>
    /// <param name="pool">The pool.</param>
    /// <param name="settings">The settings.</param>
    public static double Factor(IPoolView pool, PlacementSettings settings)
    {
        ArgumentNullException.ThrowIfNull(pool);
        ArgumentNullException.ThrowIfNull(settings);
        return pool.Type == "NetworkFilesystem" ? settings.StorageFactor : 1.0;
    }

    /// <summary>Whether so many more bytes may be promised.</summary>
    /// <param name="pool">The pool.</param>
    /// <param name="bytes">What is asked.</param>
    /// <param name="settings">The settings.</param>
    public static bool Fits(IPoolView pool, long bytes, PlacementSettings settings)
    {
        ArgumentNullException.ThrowIfNull(pool);
        ArgumentNullException.ThrowIfNull(settings);
        return pool.AllocatedBytes + bytes <= Most(pool, settings);
    }

    /// <summary>How much may be promised in all.</summary>
    internal static double Most(IPoolView pool, PlacementSettings settings) => settings.PoolAllocatedThreshold * pool.CapacityBytes * Factor(pool, settings);
}
