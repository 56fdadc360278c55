using System.Collections.Immutable;
using CloudStack.Placement;

namespace CloudStack.Engine.Placement;

internal sealed class HostNode(HostId id) : IHostView
{
    public ClusterNode Cluster = null!;
    public OwnerCounts? Owners;
    private CapacityFigures cpu;
    private CapacityFigures memory;
    private GuestOsCategoryId preferred;
    private bool hasPreferred;

    public HostId Id { get; } = id;
    public string Name { get; set; } = "";
    public string State { get; set; } = "";
    public string ResourceState { get; set; } = "";
    public Dedication? Dedication { get; set; }
    public string HypervisorVersion { get; set; } = "";
    public ImmutableArray<string> Tags { get; set; } = [];
    public ImmutableArray<IPoolView> LocalPools { get; set; } = [];
    public int Cores { get; set; }
    public int Mhz { get; set; }
    public int Guests { get; set; }
    public bool IsHvm { get; set; }
    public CapacityFigures Cpu => cpu;
    public CapacityFigures Memory => memory;
    public bool IsUsable => State == "Up" && ResourceState == "Enabled";

    public GuestOsCategoryId? PreferredGuestOs
    {
        get => hasPreferred ? preferred : null;
        set => (hasPreferred, preferred) = (value.HasValue, value.GetValueOrDefault());
    }

    IClusterView IHostView.Cluster => Cluster;

    public int VmsOf(AccountId owner) => Owners is { } owners ? owners.Of(Cluster.Pod.Zone.Numbers.Find(owner)) : 0;

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
