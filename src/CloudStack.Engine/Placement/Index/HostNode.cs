using System.Collections.Immutable;
using System.Runtime.InteropServices;
using CloudStack.Placement;

namespace CloudStack.Engine.Placement;

internal sealed class HostNode(HostId id) : Node<HostId>(id), IHostView
{
    public ClusterNode Cluster = null!;
    public OwnerCounts Owners;
    private object? localPools;
    private int usedCpu;
    private int reservedCpu;
    private long usedMemory;
    private long reservedMemory;

    public string Name { get; set; } = "";
    public HostKind Kind { get; set; } = HostKind.None;
    public long MemoryBytes { get; set; }
    public int Guests { get; private set; }

    /// <summary>Whether it has been taken out of the index; set under the zone's lock.</summary>
    public bool IsGone { get; set; }

    public CapacityFigures Cpu => new(Kind.Cpu, usedCpu, reservedCpu);
    public CapacityFigures Memory => new(MemoryBytes, usedMemory, reservedMemory);
    public string State => Kind.State;
    public string ResourceState => Kind.ResourceState;
    public string HypervisorVersion => Kind.HypervisorVersion;
    public ImmutableArray<string> Tags => Kind.Tags;
    public int Cores => Kind.Cores;
    public int Mhz => Kind.Mhz;
    public bool IsHvm => Kind.IsHvm;
    public GuestOsCategoryId? PreferredGuestOs => Kind.PreferredGuestOs;
    public Dedication? Dedication => Kind.Dedication;
    public bool IsUsable => Kind.IsUsable;

    IClusterView IHostView.Cluster => Cluster;

    /// <summary>Most hosts have one at most, which is kept without an array.</summary>
    public ImmutableArray<IPoolView> LocalPools
    {
        get => localPools switch
        {
            null => [],
            PoolNode only => [only],
            var several => ImmutableCollectionsMarshal.AsImmutableArray((IPoolView[])several),
        };
        set => localPools = value.Length switch
        {
            0 => null,
            1 => value[0],
            _ => ImmutableCollectionsMarshal.AsArray(value),
        };
    }

    public int VmsOf(AccountId owner) => Owners.Of(Cluster.Pod.Zone.Numbers.Find(owner));

    public bool HasTag(string tag)
    {
        foreach (var own in Kind.Tags)
        {
            if (own == tag) return true;
        }
        return false;
    }

    /// <summary>The same host, in no cluster yet and without its pools.</summary>
    public HostNode Copy()
    {
        var copy = new HostNode(Id) { Name = Name, Kind = Kind, MemoryBytes = MemoryBytes, Owners = Owners.Copy() };
        copy.SetUsage(Usage);
        return copy;
    }

    public HostUsage Usage => new(usedCpu, usedMemory, reservedCpu, reservedMemory, Guests);

    /// <summary>Figures never fall below zero. MHz fit an int with room to spare: a host of 1,000 cores has ten million.</summary>
    public void SetUsage(HostUsage usage)
    {
        usedCpu = (int)Math.Clamp(usage.UsedCpu, 0, int.MaxValue);
        reservedCpu = (int)Math.Clamp(usage.ReservedCpu, 0, int.MaxValue);
        usedMemory = Math.Max(0, usage.UsedMemory);
        reservedMemory = Math.Max(0, usage.ReservedMemory);
        Guests = Math.Max(0, usage.Guests);
    }
}

/// <summary>What hosts have in common with others of their make: one object for all that are alike.</summary>
internal sealed record HostKind(
    string State,
    string ResourceState,
    string HypervisorVersion,
    ImmutableArray<string> Tags,
    int Cores,
    int Mhz,
    bool IsHvm,
    GuestOsCategoryId? PreferredGuestOs,
    Dedication? Dedication)
{
    public static readonly HostKind None = new("", "", "", [], 0, 0, false, null, null);

    /// <summary>MHz in all.</summary>
    public long Cpu { get; } = (long)Cores * Mhz;

    public bool IsUsable { get; } = State == "Up" && ResourceState == "Enabled";
}
