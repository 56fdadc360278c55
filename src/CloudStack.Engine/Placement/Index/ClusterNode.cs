using System.Collections.Immutable;
using CloudStack.Placement;

namespace CloudStack.Engine.Placement;

internal sealed class ClusterNode(ClusterId id, PodNode pod, int age) : IClusterView, IUseTreeItem
{
    public readonly PodNode Pod = pod;
    public OwnerCounts Owners;
    public CapacitySums Sums;

    /// <summary>Orders the clusters of a zone by when they came.</summary>
    public readonly int Age = age;

    public ClusterId Id { get; } = id;
    public string Name { get; set; } = "";
    public string Hypervisor { get; set; } = "";
    public bool IsEnabled { get; set; }
    public Dedication? Dedication { get; set; }
    public ImmutableArray<IHostView> Hosts { get; set; } = [];
    public ImmutableArray<IPoolView> Pools { get; set; } = [];
    public int Slot { get; set; }

    IPodView IClusterView.Pod => Pod;

    public CapacityFigures CapacityOf(CapacityKind kind) => Sums.Of(kind);

    public double ShareOf(CapacityKind kind) => Sums.Of(kind).TakenShare;

    public Room RoomBelow(Terms terms) => new(
        Sums.Of(CapacityKind.Cpu).RoomBelow(terms.CpuThreshold, terms.Factors.Cpu), Sums.Of(CapacityKind.Memory).RoomBelow(terms.MemoryThreshold, terms.Factors.Memory));

    public int VmsOf(AccountId owner) => Owners.Of(Pod.Zone.Numbers.Find(owner));

    public bool MayFit(long cpuMhz, long memoryBytes, double cpuFactor, double memoryFactor)
    {
        var factors = new Factors(cpuFactor, memoryFactor);
        var room = Pod.Zone.ClusterTree.RoomOf(this, factors) ?? Remeasure(factors);
        return room.Has(new Room(cpuMhz, memoryBytes));
    }

    /// <summary>Measures the largest free room and tells the tree of it.</summary>
    public Room Remeasure(Factors factors)
    {
        lock (Pod.Zone.Gate)
        {
            var room = Measure(factors);
            Pod.Zone.ClusterTree.SetRoom(this, room, factors);
            return room;
        }
    }

    /// <summary>Under the lock: the largest free room is not known any more.</summary>
    public void Forget() => Pod.Zone.ClusterTree.ForgetRoom(this);

    public bool MayCarry(string tag) => Pod.Zone.HasTag(this, tag);

    /// <summary>Under the lock: a host's use changed. A host that was not the roomiest and only took more leaves the largest room as it is.</summary>
    public void Changed(HostNode host, CapacityFigures cpuBefore, CapacityFigures memoryBefore)
    {
        var tree = Pod.Zone.ClusterTree;
        if (tree.RoomOf(this, tree.Factors) is not { } room) return;
        var onlyTook = host.Cpu.Taken >= cpuBefore.Taken && host.Memory.Taken >= memoryBefore.Taken;
        var wasBelow = cpuBefore.FreeWith(tree.Factors.Cpu) < room.Cpu && memoryBefore.FreeWith(tree.Factors.Memory) < room.Memory;
        if (!onlyTook || !wasBelow) Forget();
    }

    private Room Measure(Factors factors)
    {
        var cpu = long.MinValue;
        var memory = long.MinValue;
        foreach (var view in Hosts)
        {
            var host = (HostNode)view;
            if (!host.IsUsable) continue;
            cpu = Math.Max(cpu, host.Cpu.FreeWith(factors.Cpu));
            memory = Math.Max(memory, host.Memory.FreeWith(factors.Memory));
        }
        return new Room(cpu, memory);
    }
}
