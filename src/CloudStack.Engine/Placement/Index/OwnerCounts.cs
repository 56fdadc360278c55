namespace CloudStack.Engine.Placement;

/// <summary>
/// How many things each owner has at one place. Two small arrays instead of a dictionary: there is one of these for each host.
/// Changed under the zone's lock, read without.
/// </summary>
internal sealed class OwnerCounts
{
    private int[] owners = [];
    private int[] counts = [];
    private int length;

    public int Of(int owner)
    {
        var (keys, values) = (owners, counts);
        var at = keys.AsSpan(0, Math.Min(length, keys.Length)).IndexOf(owner);
        return at < 0 || at >= values.Length ? 0 : values[at];
    }

    public void Add(int owner, int change)
    {
        var at = owners.AsSpan(0, length).IndexOf(owner);
        if (at >= 0)
        {
            counts[at] = Math.Max(0, counts[at] + change);
            if (counts[at] == 0) RemoveAt(at);
            return;
        }
        if (change <= 0) return;
        if (length == owners.Length)
        {
            var size = length == 0 ? 2 : length + Math.Max(2, length / 2);
            Array.Resize(ref counts, size);
            Array.Resize(ref owners, size);
        }
        counts[length] = change;
        owners[length] = owner;
        length++;
    }

    public void AddAll(OwnerCounts others, int sign)
    {
        for (var i = 0; i < others.length; i++) Add(others.owners[i], sign * others.counts[i]);
    }

    private void RemoveAt(int at)
    {
        length--;
        (owners[at], counts[at]) = (owners[length], counts[length]);
    }
}
