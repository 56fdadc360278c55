using System.Numerics;

namespace CloudStack.Engine.Placement;

/// <summary>Something that an <see cref="IdTable{TId, T}"/> finds.</summary>
internal abstract class Node<TId>(TId id) where TId : struct, IEquatable<TId>
{
    public TId Id { get; } = id;
}

/// <summary>
/// Finds nodes by id: one array of references with open addressing, because a node knows its id itself, and there are as many as hosts.
/// Changed under its own lock, read without. A slot goes from empty to a node to the mark of a removed one and never back, so that a reader stops at an
/// empty slot for good reason; when the array is full, another one takes its place, and readers go on with what was there a moment ago.
/// </summary>
internal sealed class IdTable<TId, T> where TId : struct, IEquatable<TId> where T : Node<TId>
{
    private static readonly Node<TId> Removed = new RemovedMark();

    private readonly Lock gate = new();
    private volatile Node<TId>?[] slots = new Node<TId>?[8];
    private int used;
    private int count;

    public T? Find(TId id)
    {
        var now = slots;
        for (var at = First(now, id); ; at = Next(now, at))
        {
            var node = Volatile.Read(ref now[at]);
            if (node is null) return null;
            if (node.Id.Equals(id) && node is T found) return found;
        }
    }

    /// <summary>Adds a node, or puts it in the place of the one with the same id.</summary>
    public void Set(T node)
    {
        lock (gate)
        {
            if ((used + 1) * 4 > slots.Length * 3) Rebuild();
            var at = SlotOf(node.Id);
            if (slots[at] is null) (used, count) = (used + 1, count + 1);
            Volatile.Write(ref slots[at], node);
        }
    }

    public void Remove(TId id)
    {
        lock (gate)
        {
            var at = SlotOf(id);
            if (slots[at] is null) return;
            count--;
            Volatile.Write(ref slots[at], Removed);
        }
    }

    /// <summary>Where a node is, or the empty slot where it would go.</summary>
    private int SlotOf(TId id)
    {
        var at = First(slots, id);
        while (slots[at] is { } node && !(node is T && node.Id.Equals(id))) at = Next(slots, at);
        return at;
    }

    /// <summary>Makes room for more, or only drops the marks of removed nodes.</summary>
    private void Rebuild()
    {
        var bigger = new Node<TId>?[BitOperations.RoundUpToPowerOf2((uint)Math.Max(8, count * 2))];
        foreach (var node in slots)
        {
            if (node is not T) continue;
            var at = First(bigger, node.Id);
            while (bigger[at] is not null) at = Next(bigger, at);
            bigger[at] = node;
        }
        used = count;
        slots = bigger;
    }

    /// <summary>The upper bits of the product hang on all bits of the hash, which may be much alike where ids are numbered.</summary>
    private static int First(Node<TId>?[] slots, TId id) =>
        (int)((uint)id.GetHashCode() * 0x9E3779B97F4A7C15UL >> (64 - BitOperations.Log2((uint)slots.Length)));

    private static int Next(Node<TId>?[] slots, int at) => (at + 1) & (slots.Length - 1);

    private sealed class RemovedMark() : Node<TId>(default);
}
