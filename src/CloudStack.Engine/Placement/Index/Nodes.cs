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

    public IEnumerable<KeyValuePair<AccountId, int>> All => numbers;

    public int FindOrAdd(AccountId owner) => numbers.GetOrAdd(owner, _ => Interlocked.Increment(ref last));
}

/// <summary>A zone. Its lock guards every change below it; reading needs no lock.</summary>
internal sealed class ZoneNode : IZoneView
{
    public readonly Lock Gate = new();
    public readonly OwnerNumbers Numbers;
    public readonly ZoneOwnerCounts Owners = new();
    public readonly UseTree<ClusterNode> ClusterTree;
    public readonly UseTree<PodNode> PodTree;
    public int LastAge;
    private readonly ConcurrentDictionary<string, ImmutableSortedDictionary<int, (ClusterNode Cluster, int Hosts)>> clustersOfTag = new();

    /// <summary>Taken by decisions, but not yet known to be claimed in the database.</summary>
    public readonly HashSet<CapacityHold> Holds = [];

    public ZoneNode(ZoneId id, OwnerNumbers numbers)
    {
        (Id, Numbers) = (id, numbers);
        (ClusterTree, PodTree) = (new(Gate), new(Gate));
    }

    public ZoneId Id { get; }
    public string Name { get; set; } = "";
    public bool IsEnabled { get; set; }
    public Dedication? Dedication { get; set; }
    public ImmutableArray<IPodView> Pods { get; set; } = [];
    public ImmutableArray<IClusterView> Clusters { get; set; } = [];

    public int VmsOf(AccountId owner) => Owners.Of(Numbers.Find(owner));

    /// <summary>Under the lock: counts the hosts of a cluster that carry a tag.</summary>
    public void CountTags(ClusterNode cluster, ImmutableArray<string> tags, int change)
    {
        foreach (var tag in tags)
        {
            var clusters = clustersOfTag.GetValueOrDefault(tag, ImmutableSortedDictionary<int, (ClusterNode Cluster, int Hosts)>.Empty);
            var hosts = clusters.GetValueOrDefault(cluster.Age).Hosts + change;
            clustersOfTag[tag] = hosts > 0 ? clusters.SetItem(cluster.Age, (cluster, hosts)) : clusters.Remove(cluster.Age);
        }
    }

    public bool HasTag(ClusterNode cluster, string tag) => clustersOfTag.TryGetValue(tag, out var clusters) && clusters.ContainsKey(cluster.Age);

    /// <summary>The clusters that carry a tag, oldest first, when they are so few that all of them are soon looked at; else null.</summary>
    private IEnumerable<ClusterNode>? Few(string? tag)
    {
        if (tag is null) return null;
        if (!clustersOfTag.TryGetValue(tag, out var clusters)) return [];
        return clusters.Count * 8 < Clusters.Length ? clusters.Values.Select(entry => entry.Cluster) : null;
    }

    private static Room RoomOf(PlaceAsked asked) => new(asked.CpuMhz, asked.MemoryBytes);

    private static Terms TermsOf(PlaceAsked asked) => new(new(asked.CpuFactor, asked.MemoryFactor), asked.CpuThreshold, asked.MemoryThreshold);

    public IEnumerable<IClusterView> ClustersByUse(CapacityKind kind) => ClusterTree.InOrder(kind);

    public IEnumerable<IClusterView> ClustersByUse(CapacityKind kind, PlaceAsked asked) =>
        Few(asked.HostTag) is { } few ? few.OrderBy(cluster => cluster.ShareOf(kind)) : ClusterTree.InOrder(kind, RoomOf(asked), TermsOf(asked));

    public IEnumerable<IClusterView> ClustersByRoom(CapacityKind kind, PlaceAsked asked) => ClusterTree.ByRoom(kind, RoomOf(asked), TermsOf(asked),
        cluster => cluster.Remeasure(TermsOf(asked).Factors));

    public IEnumerable<IClusterView> ClustersByAge(PlaceAsked asked) => Few(asked.HostTag) is { } few ? few : ClusterTree.ByAge(RoomOf(asked), TermsOf(asked));

    public IEnumerable<IPodView> PodsByUse(CapacityKind kind) => PodTree.InOrder(kind);
}

internal sealed class PodNode(PodId id, ZoneNode zone) : IPodView, IUseTreeItem
{
    public readonly ZoneNode Zone = zone;
    public OwnerCounts Owners;
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

internal sealed class PoolNode(StoragePoolId id, ClusterNode cluster, HostNode? host) : Node<StoragePoolId>(id), IPoolView
{
    public readonly HostNode? Host = host;
    public OwnerCounts Owners;
    private readonly ClusterNode cluster = cluster;
    private double fullShare = double.NaN;
    private HashSet<TemplateId>? templates;

    public string Name { get; set; } = "";
    public PoolKind Kind { get; set; } = PoolKind.None;
    public long CapacityBytes { get; set; }
    public long AllocatedBytes { get; set; }

    public string Type => Kind.Type;
    public string State => Kind.State;
    public ImmutableArray<string> Tags => Kind.Tags;
    public ClusterNode Cluster => Host?.Cluster ?? cluster;

    public double? FullShare
    {
        get => double.IsNaN(fullShare) ? null : fullShare;
        set => fullShare = value ?? double.NaN;
    }

    IClusterView IPoolView.Cluster => Cluster;
    IHostView? IPoolView.Host => Host;

    public IReadOnlyCollection<TemplateId> Templates => templates ?? [];

    public bool HasTemplate(TemplateId template) => templates is { } there && there.Contains(template);

    public int VolumesOf(AccountId owner) => Owners.Of(Cluster.Pod.Zone.Numbers.Find(owner));

    public PoolNode Copy(ClusterNode within, HostNode? host) => new(Id, within, host)
    {
        Name = Name, Kind = Kind, CapacityBytes = CapacityBytes, AllocatedBytes = AllocatedBytes, fullShare = fullShare, templates = templates, Owners = Owners.Copy(),
    };

    /// <summary>Replaces the set, since readers hold no lock.</summary>
    public void SetTemplate(TemplateId template, bool isThere)
    {
        if (HasTemplate(template) == isThere) return;
        var changed = new HashSet<TemplateId>(templates ?? []);
        if (isThere) changed.Add(template);
        else changed.Remove(template);
        templates = changed;
    }
}

/// <summary>What pools have in common with others of their make: one object for all that are alike.</summary>
internal sealed record PoolKind(string Type, string State, ImmutableArray<string> Tags)
{
    public static readonly PoolKind None = new("", "", []);
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
