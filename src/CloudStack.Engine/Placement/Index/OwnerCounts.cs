namespace CloudStack.Engine.Placement;

/// <summary>
/// How many things each owner has at one place. A small array instead of a dictionary: there is one of these for each host.
/// Changed under the zone's lock, read without. A field, never copied.
/// </summary>
internal struct OwnerCounts
{
    private (int Owner, int Count)[]? counts;
    private int length;

    public readonly int Of(int owner)
    {
        var at = Find(counts, length, owner);
        return at < 0 ? 0 : counts![at].Count;
    }

    public readonly OwnerCounts Copy() => new() { counts = All.ToArray(), length = length };

    public void Add(int owner, int change)
    {
        var at = Find(counts, length, owner);
        if (at >= 0)
        {
            ref var known = ref counts![at];
            known.Count = Math.Max(0, known.Count + change);
            if (known.Count == 0) RemoveAt(at);
            return;
        }
        if (change <= 0) return;
        if (counts is null || length == counts.Length) Array.Resize(ref counts, length + Math.Max(1, length / 2));
        counts[length] = (owner, change);
        length++;
    }

    /// <summary>Each owner and their count.</summary>
    public readonly ReadOnlySpan<(int Owner, int Count)> All => counts.AsSpan(0, length);

    /// <summary>A reader without the lock may see a length that is too large by now.</summary>
    private static int Find((int Owner, int Count)[]? counts, int length, int owner)
    {
        if (counts is null) return -1;
        length = Math.Min(length, counts.Length);
        for (var i = 0; i < length; i++)
        {
            if (counts[i].Owner == owner) return i;
        }
        return -1;
    }

    private void RemoveAt(int at)
    {
        length--;
        counts![at] = counts[length];
    }
}

/// <summary>The same of a zone, where most owners have something: by the owner's number, so that a zone with many owners costs no more.</summary>
internal sealed class ZoneOwnerCounts
{
    private int[] counts = [];

    public int Of(int owner)
    {
        var now = counts;
        return owner < now.Length ? now[owner] : 0;
    }

    public void Add(int owner, int change)
    {
        if (owner >= counts.Length)
        {
            if (change <= 0) return;
            Array.Resize(ref counts, Math.Max(16, owner * 2));
        }
        counts[owner] = Math.Max(0, counts[owner] + change);
    }
}
