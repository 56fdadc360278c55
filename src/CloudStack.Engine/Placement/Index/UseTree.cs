using System.Buffers;
using System.Numerics;
using CloudStack.Placement;

namespace CloudStack.Engine.Placement;

/// <summary>Something that a <see cref="UseTree{T}"/> orders.</summary>
internal interface IUseTreeItem
{
    /// <summary>Its place in the tree; belongs to the tree.</summary>
    int Slot { get; set; }

    /// <summary>By what it is ordered, for one kind of capacity.</summary>
    double ShareOf(CapacityKind kind);

    /// <summary>How much more it takes at all, by thresholds below 1.</summary>
    Room RoomBelow(Terms terms) => Room.Any;
}

/// <summary>
/// Keeps items ordered by their taken share, for CPU and memory: a binary tree over the items where each node knows the smallest share below, and the
/// most room that any item below may have, within it and below its thresholds. A change costs one walk to the root; reading the first few in order costs a
/// few walks down, nothing is sorted, and what has no room is not even looked at.
/// Changed under the zone's lock, read without: a reader sees each item at most once, in an order that was right a moment ago.
/// The room is that under one set of terms, which are settings; who asks with others starts anew, and who still reads with the old ones keeps what was known.
/// </summary>
internal sealed class UseTree<T>(Lock gate) where T : class, IUseTreeItem
{
    private Level level = new(4, new Terms(new Factors(1, 1)));
    private int next;

    public void Add(T item)
    {
        if (next == level.Leaves) Rebuild();
        item.Slot = next;
        level.Items[next] = item;
        next++;
        Update(item);
        ForgetRoom(item);
    }

    public void Remove(T item)
    {
        level.SetNone(item.Slot);
        level.Items[item.Slot] = null;
        item.Slot = -1;
    }

    /// <summary>Takes an item's new share; an item that has been removed is passed over.</summary>
    public void Update(T item)
    {
        if (item.Slot >= 0) level.Set(item.Slot, item);
    }

    /// <summary>Takes the room of an item. Under other factors than the tree's it is not known then, because the item tells of no change under those.</summary>
    public void SetRoom(T item, Room room, Factors factors)
    {
        if (item.Slot >= 0) level.SetRoom(item.Slot, factors == level.Terms.Factors ? room : Room.Any);
    }

    /// <summary>The factors under which room is known.</summary>
    public Factors Factors => level.Terms.Factors;

    /// <summary>The room of an item, or null where it is not known.</summary>
    public Room? RoomOf(T item, Factors factors)
    {
        var tree = level;
        if (tree.Terms.Factors != factors) tree = Under(tree.Terms with { Factors = factors });
        // Without the lock the place may be that in another level.
        var slot = item.Slot;
        if (slot < 0 || slot >= tree.Leaves || tree.Items[slot] != item) return null;
        var room = tree.RoomAt(slot);
        return room == Room.Any ? null : room;
    }

    /// <summary>Takes it that an item may have any room, as a new one may.</summary>
    public void ForgetRoom(T item)
    {
        if (item.Slot >= 0) level.SetRoom(item.Slot, Room.Any);
    }

    /// <summary>The items that may have so much room, oldest first; lazily.</summary>
    public IEnumerable<T> ByAge(Room asked, Terms terms)
    {
        var tree = Under(terms);
        for (var slot = tree.NextWith(asked, 0); slot >= 0; slot = tree.NextWith(asked, slot + 1))
        {
            if (tree.Items[slot] is { } item) yield return item;
        }
    }

    /// <summary>
    /// The items with the most room first, among equals the oldest first; lazily. Those that cannot have the room that is asked are left out.
    /// </summary>
    /// <param name="kind">The capacity that orders them.</param>
    /// <param name="asked">The room that is asked.</param>
    /// <param name="terms">The settings under which it is asked.</param>
    /// <param name="measure">Finds out the room of an item of which it is not known, and sets it.</param>
    public IEnumerable<T> ByRoom(CapacityKind kind, Room asked, Terms terms, Action<T> measure)
    {
        var tree = Under(terms);
        var open = ArrayPool<Branch>.Shared.Rent(64);
        var count = 0;
        try
        {
            Push(ref open, ref count, new Branch(0, 1, 0, tree.Leaves));
            while (count > 0)
            {
                var branch = Pop(open, ref count);
                if (branch.Width > 1)
                {
                    var half = branch.Width / 2;
                    for (var side = 0; side < 2; side++)
                    {
                        var node = branch.Node * 2 + side;
                        if (tree.MayHave(node, asked)) Push(ref open, ref count, new Branch(-tree.RoomOf(node, kind), node, branch.Start + side * half, half));
                    }
                    continue;
                }
                if (tree.Items[branch.Start] is not { } item) continue;
                if (branch.Share == -Level.AnyRoom)
                {
                    measure(item);
                    if (tree.RoomOf(branch.Node, kind) < Level.AnyRoom)
                    {
                        if (tree.MayHave(branch.Node, asked)) Push(ref open, ref count, branch with { Share = -tree.RoomOf(branch.Node, kind) });
                        continue;
                    }
                }
                yield return item;
            }
        }
        finally
        {
            ArrayPool<Branch>.Shared.Return(open);
        }
    }

    /// <summary>The items, smallest share first, among equals the oldest first; lazily. Those that cannot have the room that is asked are left out.</summary>
    public IEnumerable<T> InOrder(CapacityKind kind, Room? asked = null, Terms terms = default)
    {
        var tree = asked is null ? level : Under(terms);
        var least = tree.LeastOf(kind);
        var open = ArrayPool<Branch>.Shared.Rent(64);
        var count = 0;
        try
        {
            Push(ref open, ref count, new Branch(least[1], 1, 0, tree.Leaves));
            while (count > 0)
            {
                var branch = Pop(open, ref count);
                if (double.IsPositiveInfinity(branch.Share)) yield break;
                if (asked is { } room && !tree.MayHave(branch.Node, room)) continue;
                while (branch.Width > 1)
                {
                    var half = branch.Width / 2;
                    var left = new Branch(least[branch.Node * 2], branch.Node * 2, branch.Start, half);
                    var right = new Branch(least[branch.Node * 2 + 1], branch.Node * 2 + 1, branch.Start + half, half);
                    var leftFirst = left.Share <= right.Share;
                    Push(ref open, ref count, leftFirst ? right : left);
                    branch = leftFirst ? left : right;
                    if (asked is { } wanted && !tree.MayHave(branch.Node, wanted)) break;
                }
                if (branch.Width == 1 && (asked is not { } needed || tree.MayHave(branch.Node, needed)) && tree.Items[branch.Start] is { } item) yield return item;
            }
        }
        finally
        {
            ArrayPool<Branch>.Shared.Return(open);
        }
    }

    /// <summary>The tree with the room under these terms; what it knew under others is forgotten.</summary>
    private Level Under(Terms terms)
    {
        var now = level;
        if (now.Terms == terms) return now;
        lock (gate)
        {
            if (level.Terms != terms) level = new Level(level, terms);
            return level;
        }
    }

    /// <summary>Makes room: closes gaps that removed items left, or doubles. Readers go on with the old arrays.</summary>
    private void Rebuild()
    {
        var live = level.Items.Count(i => i is not null);
        var bigger = new Level((int)BitOperations.RoundUpToPowerOf2((uint)(live + live / 2 + 4)), level.Terms);
        next = 0;
        foreach (var item in level.Items)
        {
            if (item is null) continue;
            item.Slot = next;
            bigger.Items[next] = item;
            bigger.Set(next, item);
            bigger.SetRoom(next, Room.Any);
            next++;
        }
        level = bigger;
    }

    private static void Push(ref Branch[] heap, ref int count, Branch branch)
    {
        if (count == heap.Length)
        {
            var bigger = ArrayPool<Branch>.Shared.Rent(heap.Length * 2);
            heap.AsSpan().CopyTo(bigger);
            ArrayPool<Branch>.Shared.Return(heap);
            heap = bigger;
        }
        var at = count++;
        while (at > 0)
        {
            var parent = (at - 1) / 2;
            if (!branch.IsBefore(heap[parent])) break;
            heap[at] = heap[parent];
            at = parent;
        }
        heap[at] = branch;
    }

    private static Branch Pop(Branch[] heap, ref int count)
    {
        var first = heap[0];
        var last = heap[--count];
        var at = 0;
        while (at * 2 + 1 < count)
        {
            var child = at * 2 + 1;
            if (child + 1 < count && heap[child + 1].IsBefore(heap[child])) child++;
            if (!heap[child].IsBefore(last)) break;
            heap[at] = heap[child];
            at = child;
        }
        heap[at] = last;
        return first;
    }

    private readonly record struct Branch(double Share, int Node, int Start, int Width)
    {
        public bool IsBefore(in Branch other) => Share < other.Share || (Share == other.Share && Start < other.Start);
    }

    private sealed class Level
    {
        private readonly double[] cpu;
        private readonly double[] memory;
        private readonly Room[] rooms;
        // By the thresholds, of the inner nodes; an item knows its own. Null where they do not matter.
        private readonly Room[]? limits;

        public Level(int leaves, Terms terms)
        {
            (Leaves, Terms) = (leaves, terms);
            Items = new T?[leaves];
            cpu = new double[leaves * 2];
            memory = new double[leaves * 2];
            rooms = NoRooms(leaves * 2);
            limits = terms.HasThresholds ? NoRooms(leaves) : null;
            cpu.AsSpan().Fill(double.PositiveInfinity);
            memory.AsSpan().Fill(double.PositiveInfinity);
        }

        /// <summary>The same items with the same shares; of their room nothing is known yet.</summary>
        public Level(Level from, Terms terms)
        {
            (Leaves, Terms, Items, cpu, memory) = (from.Leaves, terms, from.Items, from.cpu, from.memory);
            rooms = NoRooms(Leaves * 2);
            limits = terms.HasThresholds ? NoRooms(Leaves) : null;
            for (var slot = 0; slot < Leaves; slot++)
            {
                if (Items[slot] is null) continue;
                SetRoom(slot, Room.Any);
                SetLimit(slot);
            }
        }

        public int Leaves { get; }

        public Terms Terms { get; }

        public T?[] Items { get; }

        public double[] LeastOf(CapacityKind kind) => kind == CapacityKind.Cpu ? cpu : memory;

        /// <summary>Takes the shares of the item of a slot, and what it takes at all.</summary>
        public void Set(int slot, T item)
        {
            Set(cpu, slot + Leaves, item.ShareOf(CapacityKind.Cpu));
            Set(memory, slot + Leaves, item.ShareOf(CapacityKind.Memory));
            SetLimit(slot);
        }

        public void SetNone(int slot)
        {
            SetRoom(slot, Room.None);
            Set(cpu, slot + Leaves, double.PositiveInfinity);
            Set(memory, slot + Leaves, double.PositiveInfinity);
        }

        public void SetRoom(int slot, Room room)
        {
            var node = slot + Leaves;
            rooms[node] = room;
            for (node /= 2; node > 0; node /= 2)
            {
                var larger = Room.Larger(rooms[node * 2], rooms[node * 2 + 1]);
                if (rooms[node] == larger) return;
                rooms[node] = larger;
            }
        }

        /// <summary>What <see cref="RoomOf"/> gives where the room is not known.</summary>
        public const double AnyRoom = long.MaxValue;

        public Room RoomAt(int slot) => rooms[slot + Leaves];

        public double RoomOf(int node, CapacityKind kind) => kind == CapacityKind.Cpu ? rooms[node].Cpu : rooms[node].Memory;

        public bool MayHave(int node, Room asked) => rooms[node].Has(asked) && (limits is null || LimitOf(node).Has(asked));

        /// <summary>The first slot from one on whose item may have the room, or -1.</summary>
        public int NextWith(Room asked, int from)
        {
            if (from >= Leaves) return -1;
            var node = from + Leaves;
            while (true)
            {
                if (MayHave(node, asked))
                {
                    if (node >= Leaves) return node - Leaves;
                    node *= 2;
                    continue;
                }
                while ((node & 1) == 1) node /= 2;
                if (node == 0) return -1;
                node++;
            }
        }

        private Room LimitOf(int node) => node < Leaves ? limits![node] : Items[node - Leaves]?.RoomBelow(Terms) ?? Room.None;

        private void SetLimit(int slot)
        {
            if (limits is null) return;
            for (var node = (slot + Leaves) / 2; node > 0; node /= 2)
            {
                var larger = Room.Larger(LimitOf(node * 2), LimitOf(node * 2 + 1));
                if (limits[node] == larger) return;
                limits[node] = larger;
            }
        }

        private static Room[] NoRooms(int count)
        {
            var none = new Room[count];
            none.AsSpan().Fill(Room.None);
            return none;
        }

        private static void Set(double[] least, int node, double share)
        {
            least[node] = share;
            for (node /= 2; node > 0; node /= 2)
            {
                var smaller = Math.Min(least[node * 2], least[node * 2 + 1]);
                if (least[node] == smaller) return;
                least[node] = smaller;
            }
        }
    }
}

/// <summary>The over-provisioning factors of CPU and memory.</summary>
internal readonly record struct Factors(double Cpu, double Memory);

/// <summary>The settings under which room is asked: the factors, and the shares of all its hosts' capacity up to which a cluster takes VMs.</summary>
internal readonly record struct Terms(Factors Factors, double CpuThreshold = 1, double MemoryThreshold = 1)
{
    /// <summary>Below 1: with 1 a cluster is full when its hosts are.</summary>
    public bool HasThresholds => CpuThreshold < 1 || MemoryThreshold < 1;
}

/// <summary>Room for one VM: CPU in MHz and memory in bytes, each the most that there is, perhaps at different places.</summary>
internal readonly record struct Room(long Cpu, long Memory)
{
    public static readonly Room Any = new(long.MaxValue, long.MaxValue);
    public static readonly Room None = new(long.MinValue, long.MinValue);

    public bool Has(Room asked) => Cpu >= asked.Cpu && Memory >= asked.Memory;

    public static Room Larger(Room a, Room b) => new(Math.Max(a.Cpu, b.Cpu), Math.Max(a.Memory, b.Memory));
}
