namespace CloudStack.Engine.Placement;

/// <summary>
/// How many things each owner has at one place. There is one of these for each host, and most have few owners: the first is kept without an array.
/// Numbers of owners begin with 1; 0 is that of a free entry.
/// Changed under the zone's lock, read without. A field, never copied.
/// </summary>
internal struct OwnerCounts
{
    private (int Owner, int Count) first;
    private (int Owner, int Count)[]? others;

    public readonly int Of(int owner)
    {
        if (first.Owner == owner) return first.Count;
        var at = Find(others, owner);
        return at < 0 ? 0 : others![at].Count;
    }

    public readonly OwnerCounts Copy() => new() { first = first, others = others?.ToArray() };

    /// <summary>Changes a count, which never falls below zero.</summary>
    /// <returns>By how much it changed.</returns>
    public int Add(int owner, int change)
    {
        if (first.Owner == owner) return Change(ref first, change);
        var at = Find(others, owner);
        if (at >= 0) return Change(ref others![at], change);
        if (change <= 0) return 0;
        if (first.Owner == 0)
        {
            first = (owner, change);
            return change;
        }
        at = Find(others, 0);
        if (at < 0)
        {
            at = others?.Length ?? 0;
            Array.Resize(ref others, at + Math.Max(1, at / 2));
        }
        others![at] = (owner, change);
        return change;
    }

    /// <summary>Each owner and their count.</summary>
    public readonly List<(int Owner, int Count)> All()
    {
        List<(int Owner, int Count)> all = [first, .. others ?? []];
        all.RemoveAll(entry => entry.Owner == 0);
        return all;
    }

    private static int Change(ref (int Owner, int Count) entry, int change)
    {
        if (change > -entry.Count)
        {
            entry.Count += change;
            return change;
        }
        change = -entry.Count;
        entry = default;
        return change;
    }

    private static int Find((int Owner, int Count)[]? entries, int owner)
    {
        for (var i = 0; i < entries?.Length; i++)
        {
            if (entries[i].Owner == owner) return i;
        }
        return -1;
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
