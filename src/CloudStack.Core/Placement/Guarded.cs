namespace CloudStack.Placement;

/// <summary>Reads what a planner or allocator gives; when it throws, it is taken out of the decision and the sequence ends.</summary>
internal sealed class Guarded<T>(PlacementContext placement, object part, string name, int limit, Func<IEnumerable<T>> open) : IDisposable where T : class
{
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
            items ??= open().GetEnumerator();
            if (!items.MoveNext()) return false;
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
