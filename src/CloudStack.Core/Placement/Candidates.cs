using System.Buffers;
using System.Collections.Immutable;

namespace CloudStack.Placement;

/// <summary>Orders candidates lazily: nothing is sorted or shuffled beyond what is read.</summary>
internal static class Candidates
{
    /// <summary>A random order, drawn one at a time (Fisher-Yates), so that stopping early costs little.</summary>
    public static IEnumerable<T> Shuffled<T>(ImmutableArray<T> items, PlacementContext placement)
    {
        var count = items.Length;
        var buffer = ArrayPool<T>.Shared.Rent(count);
        try
        {
            items.CopyTo(buffer);
            for (var i = 0; i < count; i++)
            {
                var pick = i + placement.Next(count - i);
                (buffer[i], buffer[pick]) = (buffer[pick], buffer[i]);
                yield return buffer[i];
            }
        }
        finally
        {
            ArrayPool<T>.Shared.Return(buffer, clearArray: true);
        }
    }

    /// <summary>The items of a filled buffer of ranks, best first. Takes the buffer over.</summary>
    public static IEnumerable<T> Ranked<T>(Rank<T>[] buffer, int count)
    {
        try
        {
            Array.Sort(buffer, 0, count);
            for (var i = 0; i < count; i++) yield return buffer[i].Item;
        }
        finally
        {
            ArrayPool<Rank<T>>.Shared.Return(buffer, clearArray: true);
        }
    }
}

/// <summary>Higher score first, then fewer of the owner's, then the given position.</summary>
internal readonly record struct Rank<T>(double Score, int OfOwner, int Position, T Item) : IComparable<Rank<T>>
{
    public int CompareTo(Rank<T> other)
    {
        var result = other.Score.CompareTo(Score);
        if (result == 0) result = OfOwner.CompareTo(other.OfOwner);
        return result == 0 ? Position.CompareTo(other.Position) : result;
    }
}
