using System.Buffers;

namespace CloudStack.Placement;

/// <summary>
/// Gives the numbers of candidates, best first, lazily: the best of those that remain is looked for when it is asked for, because the first one is
/// usually taken. After a few it is cheaper to sort the rest.
/// </summary>
internal struct Candidates
{
    private const int MostPicks = 8;

    private readonly Rank[]? ranks;
    private readonly int count;
    private int next;
    private bool isSorted;

    private Candidates(Rank[]? ranks, int count) => (this.ranks, this.count) = (ranks, count);

    /// <summary>As they are listed.</summary>
    public static Candidates Listed(int count) => new(null, count);

    /// <summary>By rank; <see cref="Return"/> gives the buffer back.</summary>
    public static Candidates ByRank(Rank[] rented, int count) => new(rented, count);

    public static Rank[] Rent(int count) => ArrayPool<Rank>.Shared.Rent(count);

    public bool Next(out int number)
    {
        if (next >= count)
        {
            number = 0;
            return false;
        }
        if (ranks is null)
        {
            number = next++;
            return true;
        }
        if (!isSorted) Bring();
        number = ranks[next++].Number;
        return true;
    }

    public readonly void Return()
    {
        if (ranks is not null) ArrayPool<Rank>.Shared.Return(ranks);
    }

    /// <summary>Brings the best of the rest to the front of the rest.</summary>
    private void Bring()
    {
        if (next == MostPicks)
        {
            Array.Sort(ranks!, next, count - next);
            isSorted = true;
            return;
        }
        var rest = ranks.AsSpan(next, count - next);
        var best = 0;
        for (var i = 1; i < rest.Length; i++)
        {
            if (rest[i].IsBefore(rest[best])) best = i;
        }
        (rest[0], rest[best]) = (rest[best], rest[0]);
    }
}

/// <summary>Higher score first, then what the policy likes less of, then the smaller draw (all 0 where chance has no say), then as listed.</summary>
internal readonly record struct Rank(double Score, double Burden, int Draw, int Number) : IComparable<Rank>
{
    public bool IsBefore(in Rank other)
    {
        if (Score != other.Score) return Score > other.Score;
        if (Burden != other.Burden) return Burden < other.Burden;
        return Draw != other.Draw ? Draw < other.Draw : Number < other.Number;
    }

    public int CompareTo(Rank other) => IsBefore(other) ? -1 : other.IsBefore(this) ? 1 : 0;
}
