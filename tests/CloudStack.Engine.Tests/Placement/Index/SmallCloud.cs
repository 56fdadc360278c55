using CloudStack.Engine.Placement;
using CloudStack.Placement;
using CsCheck;

namespace CloudStack.Engine.Tests.Placement.Index;

/// <summary>Small random clouds and requests: plain records, so that the reference can read them and the index be built from them.</summary>
internal sealed record SmallCloud(
    IReadOnlyList<PodEntry> Pods,
    IReadOnlyList<ClusterEntry> Clusters,
    IReadOnlyList<HostEntry> Hosts,
    IReadOnlyList<PoolEntry> Pools,
    Dictionary<HostId, HostUsage> Usage,
    Dictionary<StoragePoolId, long> Allocated,
    Dictionary<StoragePoolId, double> Full,
    Dictionary<(HostId, AccountId), int> OwnerVms,
    Dictionary<(StoragePoolId, AccountId), int> OwnerVolumes)
{
    public static readonly ZoneId Zone = new(Id(1, 0));
    public static readonly AccountId[] Accounts = [new(Id(9, 1)), new(Id(9, 2))];
    public static readonly GuestOsCategoryId[] Categories = [new(Id(8, 1)), new(Id(8, 2))];
    public static readonly TemplateId Template = new(Id(7, 1));

    public static Guid Id(int kind, int number) => new(kind, (short)(number >> 16), (short)number, new byte[8]);

    public CapacityIndex Build()
    {
        var index = new CapacityIndex();
        index.Upsert(new ZoneEntry(Zone, "z"));
        foreach (var pod in Pods) index.Upsert(pod);
        foreach (var cluster in Clusters) index.Upsert(cluster);
        foreach (var host in Hosts) index.Upsert(host);
        foreach (var pool in Pools) index.Upsert(pool);
        foreach (var (host, usage) in Usage) index.SetHostUsage(host, usage);
        foreach (var (pool, bytes) in Allocated) index.SetPoolUsage(pool, bytes);
        foreach (var (pool, share) in Full) index.SetPoolStatistics(pool, (long)(share * 100), 100);
        foreach (var ((host, owner), count) in OwnerVms) index.ApplyOwnerVms(host, owner, count);
        foreach (var ((pool, owner), count) in OwnerVolumes) index.ApplyOwnerVolumes(pool, owner, count);
        return index;
    }

    public static readonly Gen<SmallCloud> Gen = CsCheck.Gen.Int[0, int.MaxValue].Select(seed => Make(new Random(seed)));

    private static SmallCloud Make(Random random)
    {
        var pods = Enumerable.Range(0, random.Next(1, 4)).Select(i => new PodEntry(new(Id(2, i)), Zone, $"p{i}", random.Next(8) > 0)).ToList();
        var clusters = Enumerable.Range(0, random.Next(1, 7))
            .Select(i => new ClusterEntry(new(Id(3, i)), Pick(pods).Id, $"c{i}", random.Next(10) > 0 ? "KVM" : "XenServer", random.Next(8) > 0)).ToList();
        var hosts = Enumerable.Range(0, random.Next(1, 13)).Select(i => new HostEntry(new(Id(4, i)), Pick(clusters).Id, $"h{i}", random.Next(1, 7), 1000, random.Next(2, 12))
        {
            State = random.Next(8) > 0 ? "Up" : "Down",
            ResourceState = random.Next(8) > 0 ? "Enabled" : "Maintenance",
            HypervisorVersion = random.Next(3) > 0 ? "1" : "2",
            Tags = [.. new[] { "ha", "ssd", "win" }.Where(_ => random.Next(4) == 0)],
            IsHvm = random.Next(4) > 0,
            PreferredGuestOs = random.Next(3) == 0 ? Pick(Categories) : null,
        }).ToList();
        var pools = Enumerable.Range(0, random.Next(1, 12)).Select(i =>
        {
            var host = random.Next(3) == 0 ? Pick(hosts) : null;
            return new PoolEntry(new(Id(5, i)), host?.ClusterId ?? Pick(clusters).Id, $"s{i}", Pick(["RBD", "NetworkFilesystem", "Iscsi"]), random.Next(1, 30))
            {
                HostId = host?.Id, State = random.Next(8) > 0 ? "Up" : "Maintenance", Tags = [.. new[] { "a", "b" }.Where(_ => random.Next(2) == 0)],
            };
        }).ToList();
        return new SmallCloud(pods, clusters, hosts, pools,
            hosts.ToDictionary(h => h.Id, _ => new HostUsage(random.Next(2000), random.Next(3), random.Next(3) == 0 ? random.Next(3000) : 0, random.Next(3), random.Next(4))),
            pools.ToDictionary(p => p.Id, _ => (long)random.Next(10)),
            pools.Where(_ => random.Next(3) == 0).ToDictionary(p => p.Id, _ => random.Next(100) / 100.0),
            hosts.SelectMany(h => Accounts, (h, a) => (h.Id, a)).Where(_ => random.Next(3) == 0).ToDictionary(k => k, _ => random.Next(1, 3)),
            pools.SelectMany(p => Accounts, (p, a) => (p.Id, a)).Where(_ => random.Next(3) == 0).ToDictionary(k => k, _ => random.Next(1, 3)));

        T Pick<T>(IReadOnlyList<T> items) => items[random.Next(items.Count)];
    }

    public static PlacementSettings SettingsFrom(Random random) => new()
    {
        VmAllocationAlgorithm = new[]
        {
            "firstfit", "userdispersing", "userconcentratedpod_firstfit", "random", "userconcentratedpod_random", "leastallocated", "mostallocated", "balanced", "weighted",
        }[random.Next(9)],
        Weights = random.Next(2) == 0 ? new PlacementWeights() : new PlacementWeights(-1, 0.5, 0.25, -0.125),
        CpuFactor = new[] { 1.0, 1.5, 2.0 }[random.Next(3)],
        MemoryFactor = new[] { 1.0, 1.25 }[random.Next(2)],
        ClusterCpuThreshold = random.Next(2) == 0 ? 0.85 : 1.0,
        ClusterMemoryThreshold = random.Next(2) == 0 ? 0.85 : 1.0,
        HaTag = random.Next(2) == 0 ? "ha" : null,
        ClusterOrder = random.Next(2) == 0 ? CapacityKind.Cpu : CapacityKind.Memory,
        PodsFirst = random.Next(2) == 0,
        UserDispersionWeight = random.Next(2) == 0 ? 1.0 : 0.5,
        CheckHvm = random.Next(4) > 0,
        GuestLimits = random.Next(2) == 0 ? [] : [new GuestLimit("KVM", "default", 3), new GuestLimit("KVM", "2", 2)],
    };

    public PlacementRequest RequestFrom(Random random)
    {
        T? Maybe<T>(IReadOnlyList<T> items, int oneIn) where T : struct => random.Next(oneIn) == 0 && items.Count > 0 ? items[random.Next(items.Count)] : null;
        var hostIds = Hosts.Select(h => h.Id).ToList();
        return new PlacementRequest
        {
            ZoneId = Zone,
            PodId = Maybe([.. Pods.Select(p => p.Id)], 8),
            ClusterId = Maybe([.. Clusters.Select(c => c.Id)], 8),
            HostId = Maybe(hostIds, 12),
            LastHostId = Maybe(hostIds, 4),
            KeepsReservation = random.Next(4) > 0,
            Hypervisor = "KVM",
            Cores = random.Next(1, 3),
            Mhz = random.Next(2) == 0 ? 500 : 1000,
            MemoryBytes = random.Next(1, 4),
            HostTag = random.Next(8) == 0 ? "ssd" : null,
            TemplateTag = random.Next(8) == 0 ? "win" : null,
            RequiresHvm = random.Next(2) == 0,
            GuestOsCategoryId = Maybe(Categories, 2),
            OwnerId = Maybe(Accounts, 2),
            IsRootAdmin = random.Next(4) == 0,
            IsHaRestart = random.Next(6) == 0,
            Avoid = new AvoidSet
            {
                Hosts = [.. hostIds.Where(_ => random.Next(10) == 0)],
                Clusters = [.. Clusters.Select(c => c.Id).Where(_ => random.Next(12) == 0)],
                Pools = [.. Pools.Select(p => p.Id).Where(_ => random.Next(10) == 0)],
            },
            Seed = (ulong)random.NextInt64(),
            Volumes = [.. Enumerable.Range(0, random.Next(2) * random.Next(4)).Select(i => new VolumeRequest(new(Id(6, i)), random.Next(1, 12))
            {
                IsRoot = i == 0,
                IsLocal = random.Next(5) == 0,
                Tags = random.Next(3) == 0 ? ["a"] : [],
                TemplateId = i == 0 && random.Next(2) == 0 ? Template : null,
                TemplateSizeBytes = 2,
                ExistingPoolId = Maybe([.. Pools.Select(p => p.Id)], 16),
            })],
        };
    }
}
