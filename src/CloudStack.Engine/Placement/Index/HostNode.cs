using System.Collections.Immutable;
using CloudStack.Placement;

namespace CloudStack.Engine.Placement;

internal sealed class HostNode(HostId id) : IHostView
{
    public ClusterNode Cluster = null!;
    public OwnerCounts Owners;
    private CapacityFigures cpu;
    private CapacityFigures memory;

    public HostId Id { get; } = id;
    public string Name { get; set; } = "";
    public HostKind Kind { get; set; } = HostKind.None;
    public Dedication? Dedication { get; set; }
    public ImmutableArray<IPoolView> LocalPools { get; set; } = [];
    public int Guests { get; set; }

    /// <summary>Whether it has been taken out of the index; set under the zone's lock.</summary>
    public bool IsGone { get; set; }

    public CapacityFigures Cpu => cpu;
    public CapacityFigures Memory => memory;
    public string State => Kind.State;
    public string ResourceState => Kind.ResourceState;
    public string HypervisorVersion => Kind.HypervisorVersion;
    public ImmutableArray<string> Tags => Kind.Tags;
    public int Cores => Kind.Cores;
    public int Mhz => Kind.Mhz;
    public bool IsHvm => Kind.IsHvm;
    public GuestOsCategoryId? PreferredGuestOs => Kind.PreferredGuestOs;
    public bool IsUsable => Kind.IsUsable;

    IClusterView IHostView.Cluster => Cluster;

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
    public HostNode Copy() => new(Id) { Name = Name, Kind = Kind, Dedication = Dedication, Guests = Guests, cpu = cpu, memory = memory, Owners = Owners.Copy() };

    public HostUsage Usage => new(cpu.Used, memory.Used, cpu.Reserved, memory.Reserved, Guests);

    public void SetTotals(long cpuMhz, long memoryBytes) =>
        (cpu, memory) = (cpu with { Total = cpuMhz }, memory with { Total = memoryBytes });

    /// <summary>Figures never fall below zero.</summary>
    public void SetUsage(HostUsage usage)
    {
        cpu = new CapacityFigures(cpu.Total, Math.Max(0, usage.UsedCpu), Math.Max(0, usage.ReservedCpu));
        memory = new CapacityFigures(memory.Total, Math.Max(0, usage.UsedMemory), Math.Max(0, usage.ReservedMemory));
        Guests = Math.Max(0, usage.Guests);
    }
}

/// <summary>What hosts have in common with others of their make: one object for all that are alike.</summary>
internal sealed class HostKind
{
    public static readonly HostKind None = new(new HostEntry(default, default, "", 0, 0, 0), []);

    public HostKind(HostEntry entry, ImmutableArray<string> tags)
    {
        State = string.Intern(entry.State);
        ResourceState = string.Intern(entry.ResourceState);
        HypervisorVersion = string.Intern(entry.HypervisorVersion);
        Tags = tags;
        (Cores, Mhz, IsHvm, PreferredGuestOs) = (entry.Cores, entry.Mhz, entry.IsHvm, entry.PreferredGuestOs);
        IsUsable = State == "Up" && ResourceState == "Enabled";
    }

    public string State { get; }
    public string ResourceState { get; }
    public string HypervisorVersion { get; }
    public ImmutableArray<string> Tags { get; }
    public int Cores { get; }
    public int Mhz { get; }
    public bool IsHvm { get; }
    public bool IsUsable { get; }
    public GuestOsCategoryId? PreferredGuestOs { get; }

    /// <summary>What makes two hosts alike.</summary>
    public static (string, string, string, string, int, int, bool, GuestOsCategoryId?) KeyOf(HostEntry entry) =>
        (entry.State, entry.ResourceState, entry.HypervisorVersion, string.Join('\n', entry.Tags), entry.Cores, entry.Mhz, entry.IsHvm, entry.PreferredGuestOs);
}
