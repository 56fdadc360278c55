using System.Collections.Immutable;
using CloudStack.Placement;

namespace CloudStack.Core.Tests.Placement;

/// <summary>A cloud of plain objects, to be looked at by placement.</summary>
internal sealed class TestCloud : ICapacityView
{
    public const long GiB = 1L << 30;
    private static int lastId;

    public TestZone Zone { get; } = new();

    public static Guid NewId() => new(Interlocked.Increment(ref lastId), 0, 0, new byte[8]);

    public TestPod AddPod(string name = "p1")
    {
        var pod = new TestPod { Name = name, Zone = Zone };
        Zone.Pods = Zone.Pods.Add(pod);
        return pod;
    }

    public TestCluster AddCluster(string name = "c1", TestPod? pod = null)
    {
        pod ??= (TestPod?)Zone.Pods.FirstOrDefault() ?? AddPod();
        var cluster = new TestCluster { Name = name, Pod = pod };
        pod.Clusters = pod.Clusters.Add(cluster);
        Zone.Clusters = Zone.Clusters.Add(cluster);
        return cluster;
    }

    public TestHost AddHost(string name = "h1", TestCluster? cluster = null, int cores = 16, int mhz = 2000, long memoryGiB = 64)
    {
        cluster ??= (TestCluster?)Zone.Clusters.FirstOrDefault() ?? AddCluster();
        var host = new TestHost { Name = name, Cluster = cluster, Cores = cores, Mhz = mhz };
        host.Cpu = new CapacityFigures((long)cores * mhz, 0, 0);
        host.Memory = new CapacityFigures(memoryGiB * GiB, 0, 0);
        cluster.Hosts = cluster.Hosts.Add(host);
        return host;
    }

    public TestPool AddPool(string name = "s1", TestCluster? cluster = null, TestHost? host = null, long gib = 1000)
    {
        cluster ??= host?.Cluster ?? (TestCluster?)Zone.Clusters.FirstOrDefault() ?? AddCluster();
        var pool = new TestPool { Name = name, Cluster = cluster, Host = host, CapacityBytes = gib * GiB, Type = host is null ? "RBD" : "Filesystem" };
        if (host is null) cluster.Pools = cluster.Pools.Add(pool);
        else host.LocalPools = host.LocalPools.Add(pool);
        return pool;
    }

    public PlacementRequest Vm(int cores = 1, int mhz = 1000, long memoryGiB = 1) => new()
    {
        ZoneId = Zone.Id, Hypervisor = "KVM", Cores = cores, Mhz = mhz, MemoryBytes = memoryGiB * GiB, RequiresHvm = true,
    };

    public static VolumeRequest Disk(long gib = 20) => new(VolumeId.From(NewId()), gib * GiB);

    public PlacementResult Place(PlacementRequest request, PlacementSettings? settings = null, PlacerParts? parts = null) =>
        new Placer(settings ?? new PlacementSettings { VmAllocationAlgorithm = "firstfit" }, parts).Place(request, this);

    /// <summary>The name of the host where a VM goes, or null.</summary>
    public string? HostOf(PlacementRequest request, PlacementSettings? settings = null) => NameOf(Place(request, settings));

    public string? NameOf(PlacementResult result) => result.HostId is { } id ? FindHost(id)!.Name : null;

    public IZoneView? FindZone(ZoneId id) => Zone.Id == id ? Zone : null;
    public IPodView? FindPod(PodId id) => Zone.Pods.FirstOrDefault(p => p.Id == id);
    public IClusterView? FindCluster(ClusterId id) => Zone.Clusters.FirstOrDefault(c => c.Id == id);
    public IHostView? FindHost(HostId id) => Zone.Clusters.SelectMany(c => c.Hosts).FirstOrDefault(h => h.Id == id);
    public IPoolView? FindPool(StoragePoolId id) =>
        Zone.Clusters.SelectMany(c => c.Pools.Concat(c.Hosts.SelectMany(h => h.LocalPools))).FirstOrDefault(p => p.Id == id);
}

internal sealed class TestZone : IZoneView
{
    public ZoneId Id { get; } = ZoneId.From(TestCloud.NewId());
    public string Name => "z1";
    public bool IsEnabled { get; set; } = true;
    public Dedication? Dedication { get; set; }
    public ImmutableArray<IPodView> Pods { get; set; } = [];
    public ImmutableArray<IClusterView> Clusters { get; set; } = [];
    public int VmsOf(AccountId owner) => Pods.Sum(p => p.VmsOf(owner));
}

internal sealed class TestPod : IPodView
{
    public PodId Id { get; } = PodId.From(TestCloud.NewId());
    public required string Name { get; init; }
    public required IZoneView Zone { get; init; }
    public bool IsEnabled { get; set; } = true;
    public Dedication? Dedication { get; set; }
    public ImmutableArray<IClusterView> Clusters { get; set; } = [];
    public CapacityFigures CapacityOf(CapacityKind kind) => TestCluster.Sum(Clusters.Select(c => c.CapacityOf(kind)));
    public int VmsOf(AccountId owner) => Clusters.Sum(c => c.VmsOf(owner));
}

internal sealed class TestCluster : IClusterView
{
    public ClusterId Id { get; } = ClusterId.From(TestCloud.NewId());
    public required string Name { get; init; }
    public required IPodView Pod { get; init; }
    public string Hypervisor { get; set; } = "KVM";
    public bool IsEnabled { get; set; } = true;
    public Dedication? Dedication { get; set; }
    public ImmutableArray<IHostView> Hosts { get; set; } = [];
    public ImmutableArray<IPoolView> Pools { get; set; } = [];
    public CapacityFigures CapacityOf(CapacityKind kind) => Sum(Hosts.Select(h => kind == CapacityKind.Cpu ? h.Cpu : h.Memory));
    /// <summary>What it answers to a quick look; and how often it was asked.</summary>
    public bool MayHaveRoom { get; set; } = true;
    public int Looks { get; private set; }

    public int VmsOf(AccountId owner) => Hosts.Sum(h => h.VmsOf(owner));

    public bool MayFit(long cpuMhz, long memoryBytes, double cpuFactor, double memoryFactor)
    {
        Looks++;
        return MayHaveRoom;
    }

    public static CapacityFigures Sum(IEnumerable<CapacityFigures> parts) =>
        parts.Aggregate(default(CapacityFigures), (a, b) => new CapacityFigures(a.Total + b.Total, a.Used + b.Used, a.Reserved + b.Reserved));
}

internal sealed class TestHost : IHostView
{
    public HostId Id { get; } = HostId.From(TestCloud.NewId());
    public required string Name { get; init; }
    public required TestCluster Cluster { get; init; }
    public string State { get; set; } = "Up";
    public string ResourceState { get; set; } = "Enabled";
    public Dedication? Dedication { get; set; }
    public string HypervisorVersion { get; set; } = "";
    public int Cores { get; init; }
    public int Mhz { get; init; }
    public CapacityFigures Cpu { get; set; }
    public CapacityFigures Memory { get; set; }
    public int Guests { get; set; }
    public ImmutableArray<string> Tags { get; set; } = [];
    public bool IsHvm { get; set; } = true;
    public GuestOsCategoryId? PreferredGuestOs { get; set; }
    public ImmutableArray<IPoolView> LocalPools { get; set; } = [];
    public Dictionary<AccountId, int> Owners { get; } = [];

    IClusterView IHostView.Cluster => Cluster;
    public int VmsOf(AccountId owner) => Owners.GetValueOrDefault(owner);

    public void Use(long mhz = 0, long memoryGiB = 0, long reservedMhz = 0, long reservedGiB = 0)
    {
        Cpu = Cpu with { Used = mhz, Reserved = reservedMhz };
        Memory = Memory with { Used = memoryGiB * TestCloud.GiB, Reserved = reservedGiB * TestCloud.GiB };
    }
}

internal sealed class TestPool : IPoolView
{
    public StoragePoolId Id { get; } = StoragePoolId.From(TestCloud.NewId());
    public required string Name { get; init; }
    public required IClusterView Cluster { get; init; }
    public IHostView? Host { get; init; }
    public string Type { get; set; } = "";
    public string State { get; set; } = "Up";
    public ImmutableArray<string> Tags { get; set; } = [];
    public long CapacityBytes { get; set; }
    public long AllocatedBytes { get; set; }
    public double? FullShare { get; set; }
    public HashSet<TemplateId> Templates { get; } = [];
    public Dictionary<AccountId, int> Owners { get; } = [];
    public bool HasTemplate(TemplateId template) => Templates.Contains(template);
    public int VolumesOf(AccountId owner) => Owners.GetValueOrDefault(owner);
}
