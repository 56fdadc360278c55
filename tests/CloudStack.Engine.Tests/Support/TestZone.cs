using CloudStack.Drivers.Simulator;

namespace CloudStack.Engine.Tests;

/// <summary>
/// A zone with pods, clusters, hosts and pools, made by commands; the physical network with its traffic types is written as rows. The hosts are the
/// simulator's, named <c>host1</c>, <c>host2</c> and so on through the whole zone.
/// </summary>
internal sealed class TestZone
{
    private TestZone(TestCloud cloud, Zone zone) => (Cloud, Zone) = (cloud, zone);

    public TestCloud Cloud { get; }

    public Zone Zone { get; }

    public PhysicalNetworkRow PhysicalNetwork { get; private set; } = new();

    public List<Pod> Pods { get; } = [];

    public List<Cluster> Clusters { get; } = [];

    public List<Host> Hosts { get; } = [];

    public List<StoragePool> Pools { get; } = [];

    public Pod Pod => Pods[0];

    public Cluster Cluster => Clusters[0];

    public Host Host => Hosts[0];

    public StoragePool Pool => Pools[0];

    /// <summary>Builds a zone.</summary>
    /// <param name="cloud">The cloud.</param>
    /// <param name="shape">What it holds.</param>
    public static async Task<TestZone> BuildAsync(TestCloud cloud, TestZoneShape? shape = null)
    {
        shape ??= new();
        var zone = new TestZone(cloud, await cloud.RunAsync(new CreateZone("8.8.8.8", "10.0.0.2", shape.Name, shape.NetworkType)
        {
            LocalStorageEnabled = shape.LocalStorage,
            SecurityGroupEnabled = shape.SecurityGroups ? true : null,
        }));
        await zone.AddPhysicalNetworkAsync(shape);
        for (var pod = 1; pod <= shape.Pods; pod++)
        {
            await zone.AddPodAsync();
            for (var cluster = 1; cluster <= shape.ClustersPerPod; cluster++)
            {
                await zone.AddClusterAsync(shape);
            }
        }
        if (shape.Enabled)
        {
            await cloud.RunAsync(new UpdateZone(zone.Zone.Id) { AllocationState = "Enabled" });
        }
        return zone;
    }

    public async Task<Pod> AddPodAsync()
    {
        var number = Pods.Count + 1;
        var pod = await Cloud.RunAsync(new CreatePod($"172.16.{number}.1", $"pod{number}", "255.255.255.0", $"172.16.{number}.10", Zone.Id) { EndIp = $"172.16.{number}.60" });
        Pods.Add(pod);
        return pod;
    }

    /// <summary>Adds a cluster to the last pod, with the shape's hosts and pools.</summary>
    public async Task<Cluster> AddClusterAsync(TestZoneShape shape)
    {
        var cluster = (await Cloud.RunAsync(new AddCluster($"cluster{Clusters.Count + 1}", "CloudManaged", "Simulator", Pods[^1].Id, Zone.Id)))[0];
        Clusters.Add(cluster);
        for (var host = 1; host <= shape.HostsPerCluster; host++)
        {
            await AddHostAsync(cluster, shape.HostSize);
        }
        for (var pool = 1; pool <= shape.PoolsPerCluster; pool++)
        {
            await AddPoolAsync(cluster);
        }
        return cluster;
    }

    /// <summary>Adds a host to a cluster.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="size">For example <c>cpus=8&amp;mhz=2000&amp;memory=16GiB</c>.</param>
    /// <param name="tags">Host tags.</param>
    public async Task<Host> AddHostAsync(Cluster cluster, string size = TestZoneShape.DefaultHostSize, params string[] tags)
    {
        var name = $"{Zone.Name!.ToLowerInvariant()}-host{Hosts.Count + 1}";
        var host = (await Cloud.RunAsync(new AddHost("Simulator", "secret", cluster.PodId!.Value, $"sim://{name}?{size}", "root", Zone.Id)
        {
            ClusterId = cluster.Id,
            HostTags = tags.Length == 0 ? null : tags,
        }))[0];
        Hosts.Add(host);
        return host;
    }

    /// <summary>Adds an NFS pool to a cluster that has a host.</summary>
    public async Task<StoragePool> AddPoolAsync(Cluster cluster, string? tags = null)
    {
        var number = Pools.Count + 1;
        var pool = await Cloud.RunAsync(new CreateStoragePool(cluster.Id, $"primary{number}", cluster.PodId!.Value, $"nfs://nfs.example/{Zone.Name}/{number}", Zone.Id) { Tags = tags });
        Pools.Add(pool);
        return pool;
    }

    /// <summary>Makes something happen in the simulated world, for example a host stop answering.</summary>
    public void Happen(SimulatorEventKind kind, string name) => Cloud.World.Happen(new SimulatorEvent(kind, name));

    private Task AddPhysicalNetworkAsync(TestZoneShape shape) => Cloud.Database.WriteAsync(async db =>
    {
        var zoneId = await db.Zones.Where(row => row.Uuid == Zone.Id.Value).Select(row => row.Id).FirstAsync();
        PhysicalNetwork = await db.InsertRowAsync(new PhysicalNetworkRow
        {
            Uuid = Guid.NewGuid(),
            ZoneId = zoneId,
            Name = "physical network",
            BroadcastDomainRange = "ZONE",
            State = "Enabled",
            IsolationMethods = "VLAN",
            VlanFirst = shape.IsAdvanced ? 600 : null,
            VlanLast = shape.IsAdvanced ? 699 : null,
        });
        string[] traffic = shape.IsAdvanced && !shape.SecurityGroups ? ["Management", "Storage", "Guest", "Public"] : ["Management", "Storage", "Guest"];
        foreach (var type in traffic)
        {
            await db.InsertRowAsync(new TrafficTypeRow { Uuid = Guid.NewGuid(), PhysicalNetworkId = PhysicalNetwork.Id, TrafficType = type });
        }
        foreach (var tag in Enumerable.Range(600, shape.IsAdvanced ? 100 : 0))
        {
            await db.InsertAsync(new VlanTagRow { ZoneId = zoneId, PhysicalNetworkId = PhysicalNetwork.Id, Tag = tag });
        }
    });
}

/// <summary>What a <see cref="TestZone"/> holds.</summary>
internal sealed record TestZoneShape
{
    public const string DefaultHostSize = "cpus=8&mhz=2000&memory=16GiB&localdisk=100GiB";

    public string Name { get; init; } = "Zone";

    public string NetworkType { get; init; } = "Advanced";

    public bool IsAdvanced => NetworkType == "Advanced";

    public bool SecurityGroups { get; init; }

    public bool LocalStorage { get; init; }

    public bool Enabled { get; init; } = true;

    public int Pods { get; init; } = 1;

    public int ClustersPerPod { get; init; } = 1;

    public int HostsPerCluster { get; init; } = 1;

    public int PoolsPerCluster { get; init; } = 1;

    public string HostSize { get; init; } = DefaultHostSize;
}
