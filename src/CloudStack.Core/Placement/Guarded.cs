using System.Diagnostics;

namespace CloudStack.Placement;

/// <summary>Reads what a planner or allocator gives; when it throws or takes too long, it is taken out of the decision and the sequence ends.</summary>
internal sealed class Guarded<T>(PlacementContext placement, object part, string name, int limit, Func<IEnumerable<T>> open) : IDisposable where T : class
{
    private readonly bool isTimed = part.GetType().Assembly != typeof(PlacementContext).Assembly;
    private IEnumerator<T>? items;
    private int read;

    public T Current { get; private set; } = null!;

    /// <summary>Goes on to the next item; ends after so many, lest a wrong part never ends.</summary>
    public bool Next()
    {
        if (read == limit || placement.IsOut(part)) return false;
        read++;
        try
        {
            var started = isTimed ? Stopwatch.GetTimestamp() : 0;
            items ??= open().GetEnumerator();
            var isThere = items.MoveNext();
            if (isTimed) placement.Spend(part, name, started);
            if (!isThere) return false;
            Current = items.Current;
            return true;
        }
        catch (Exception exception)
        {
            placement.TakeOut(part, name, exception);
            return false;
        }
    }

    public void Dispose()
    {
        try
        {
            items?.Dispose();
        }
        catch (Exception exception)
        {
            placement.TakeOut(part, name, exception);
        }
    }
}
