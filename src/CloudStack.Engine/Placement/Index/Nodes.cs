using System.Collections.Concurrent;
using System.Collections.Immutable;
using CloudStack.Placement;

namespace CloudStack.Engine.Placement;

/// <summary>Numbers the owners, so that counts can be kept in small arrays.</summary>
internal sealed class OwnerNumbers
{
    private readonly ConcurrentDictionary<AccountId, int> numbers = new();
    private int last;

    public int Find(AccountId owner) => numbers.TryGetValue(owner, out var number) ? number : 0;

    public int FindOrAdd(AccountId owner) => numbers.GetOrAdd(owner, _ => Interlocked.Increment(ref last));
}

/// <summary>A zone. Its lock guards every change below it; reading needs no lock.</summary>
internal sealed class ZoneNode(ZoneId id, OwnerNumbers numbers) : IZoneView
{
    public readonly Lock Gate = new();
    public readonly OwnerNumbers Numbers = numbers;
    public readonly OwnerCounts Owners = new();
    public readonly UseTree<ClusterNode> ClusterTree = new();
    public readonly UseTree<PodNode> PodTree = new();

    /// <summary>Taken by decisions, but not yet known to be claimed in the database.</summary>
    public readonly HashSet<CapacityHold> Holds = [];

    public ZoneId Id { get; } = id;
    public string Name { get; set; } = "";
    public bool IsEnabled { get; set; }
    public Dedication? Dedication { get; set; }
    public ImmutableArray<IPodView> Pods { get; set; } = [];
    public ImmutableArray<IClusterView> Clusters { get; set; } = [];

    public int VmsOf(AccountId owner) => Owners.Of(Numbers.Find(owner));

    public IEnumerable<IClusterView> ClustersByUse(CapacityKind kind) => ClusterTree.InOrder(kind);

    public IEnumerable<IPodView> PodsByUse(CapacityKind kind) => PodTree.InOrder(kind);
}

internal sealed class PodNode(PodId id, ZoneNode zone) : IPodView, IUseTreeItem
{
    public readonly ZoneNode Zone = zone;
    public readonly OwnerCounts Owners = new();
    public CapacitySums Sums;

    public PodId Id { get; } = id;
    public string Name { get; set; } = "";
    public bool IsEnabled { get; set; }
    public Dedication? Dedication { get; set; }
    public ImmutableArray<IClusterView> Clusters { get; set; } = [];
    public int Slot { get; set; }

    IZoneView IPodView.Zone => Zone;

    public CapacityFigures CapacityOf(CapacityKind kind) => Sums.Of(kind);

    public double ShareOf(CapacityKind kind) => Sums.Of(kind).TakenShare;

    public int VmsOf(AccountId owner) => Owners.Of(Zone.Numbers.Find(owner));
}

internal sealed class PoolNode(StoragePoolId id, ClusterNode cluster, HostNode? host) : IPoolView
{
    public readonly HostNode? Host = host;
    public readonly OwnerCounts Owners = new();
    private readonly ClusterNode cluster = cluster;
    private double fullShare = double.NaN;
    private HashSet<TemplateId> templates = [];

    public StoragePoolId Id { get; } = id;
    public string Name { get; set; } = "";
    public string Type { get; set; } = "";
    public string State { get; set; } = "";
    public ImmutableArray<string> Tags { get; set; } = [];
    public long CapacityBytes { get; set; }
    public long AllocatedBytes { get; set; }

    public ClusterNode Cluster => Host?.Cluster ?? cluster;

    public double? FullShare
    {
        get => double.IsNaN(fullShare) ? null : fullShare;
        set => fullShare = value ?? double.NaN;
    }

    IClusterView IPoolView.Cluster => Cluster;
    IHostView? IPoolView.Host => Host;

    public bool HasTemplate(TemplateId template) => templates.Contains(template);

    public int VolumesOf(AccountId owner) => Owners.Of(Cluster.Pod.Zone.Numbers.Find(owner));

    /// <summary>Replaces the set, since readers hold no lock.</summary>
    public void SetTemplate(TemplateId template, bool isThere)
    {
        if (templates.Contains(template) == isThere) return;
        var changed = new HashSet<TemplateId>(templates);
        if (isThere) changed.Add(template);
        else changed.Remove(template);
        templates = changed;
    }
}

/// <summary>Sums over hosts, kept up to date.</summary>
internal struct CapacitySums
{
    private CapacityFigures cpu;
    private CapacityFigures memory;

    public readonly CapacityFigures Of(CapacityKind kind) => kind == CapacityKind.Cpu ? cpu : memory;

    public void Add(CapacityFigures cpuChange, CapacityFigures memoryChange, int sign)
    {
        cpu = Sum(cpu, cpuChange, sign);
        memory = Sum(memory, memoryChange, sign);
    }

    private static CapacityFigures Sum(CapacityFigures a, CapacityFigures b, int sign) => new(a.Total + sign * b.Total, a.Used + sign * b.Used, a.Reserved + sign * b.Reserved);
}
