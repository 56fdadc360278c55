using System.Buffers.Binary;
using CloudStack.Engine.Placement;
using CloudStack.Placement;

namespace CloudStack.Benchmarks.Placement;

/// <summary>
/// The workload's cloud in the capacity index, with all that the default pipeline looks at: tags, guest limits, OS preference, pools.
/// It keeps nothing of its own for each host, so that its memory is that of the index.
/// </summary>
internal sealed class IndexBed
{
    public static readonly ZoneId Zone = new(Number(1, 0));

    private static readonly GuestOsCategoryId Linux = new(Number(7, 0));
    private static readonly AccountId Owner = new(Number(8, 0));

    private readonly VolumeId _volume = new(Number(6, 0));

    /// <param name="hosts">How many.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="parts">What plugins add.</param>
    /// <param name="allocators">The host allocators; null for those by default.</param>
    /// <param name="threshold">The share up to which a cluster takes VMs. With 1 a policy that packs fills its clusters one after the other.</param>
    public IndexBed(int hosts, string policy, PlacerParts? parts = null, IReadOnlyList<string>? allocators = null, double threshold = 1)
    {
        Hosts = hosts;
        Placer = new Placer(
            new PlacementSettings
            {
                VmAllocationAlgorithm = policy,
                HostAllocators = allocators ?? new PlacementSettings().HostAllocators,
                GuestLimits = [new("KVM", "default", 50)],
                ClusterCpuThreshold = threshold,
                ClusterMemoryThreshold = threshold,
            }, parts);
        Index.Upsert(new ZoneEntry(Zone, "z1"));
        for (var host = 0; host < hosts; host++)
        {
            var (cluster, pod) = (host / Workload.HostsPerCluster, host / (Workload.HostsPerCluster * Workload.ClustersPerPod));
            if (host % (Workload.HostsPerCluster * Workload.ClustersPerPod) == 0)
            {
                Index.Upsert(new PodEntry(new PodId(Number(2, pod)), Zone, $"p{pod:d3}"));
            }
            if (host % Workload.HostsPerCluster == 0)
            {
                Index.Upsert(new ClusterEntry(new ClusterId(Number(3, cluster)), new PodId(Number(2, pod)), $"c{cluster:d4}", "KVM"));
            }
            Index.Upsert(new HostEntry(Host(host), new ClusterId(Number(3, cluster)), $"h{host:d5}", Workload.Cores, Workload.Mhz, (long)Workload.MemoryMiB << 20)
            {
                HypervisorVersion = "1.2",
                Tags = ["gold"],
                IsHvm = true,
                PreferredGuestOs = Linux,
            });
            Index.Upsert(new PoolEntry(new StoragePoolId(Number(5, host)), new ClusterId(Number(3, cluster)), $"local {host}", "Filesystem", (long)Workload.DiskGiB << 30)
            {
                HostId = Host(host),
            });
        }
    }

    public int Hosts { get; }

    public CapacityIndex Index { get; } = new();

    public Placer Placer { get; }

    public static HostId Host(int number) => new(Number(4, number));

    public static int NumberOf(HostId host)
    {
        Span<byte> bytes = stackalloc byte[16];
        host.Value.TryWriteBytes(bytes);
        return BinaryPrimitives.ReadInt32BigEndian(bytes[12..]);
    }

    public PlacementRequest Request(VmSize size) => new()
    {
        ZoneId = Zone,
        Hypervisor = "KVM",
        Cores = size.Cores,
        Mhz = Workload.Mhz,
        MemoryBytes = (long)size.MemoryMiB << 20,
        HostTag = "gold",
        RequiresHvm = true,
        GuestOsCategoryId = Linux,
        OwnerId = Owner,
        Volumes = [new VolumeRequest(_volume, (long)Workload.RootDiskGiB << 30) { IsRoot = true, IsLocal = true }],
    };

    /// <summary>Places a VM and keeps the place; the host's number, or -1.</summary>
    public int Place(VmSize size)
    {
        var result = Index.PlaceAndHold(Placer, Request(size), out var hold);
        if (hold is null) return -1;
        Index.Keep(hold);
        return NumberOf(result.HostId!.Value);
    }

    /// <summary>Takes a VM's place on a host without a decision, or with -1 gives it back.</summary>
    public void Take(int host, VmSize size, int sign)
    {
        Index.ApplyHostUsage(Host(host), new HostUsage(sign * (long)size.Cores * Workload.Mhz, sign * ((long)size.MemoryMiB << 20), 0, 0, sign));
        Index.ApplyOwnerVms(Host(host), Owner, sign);
        Index.ApplyPoolUsage(new StoragePoolId(Number(5, host)), sign * ((long)Workload.RootDiskGiB << 30));
    }

    /// <summary>Fills the first hosts to four fifths by next-fit, as the workload says for a cloud that is already in use.</summary>
    public List<(int Host, VmSize Size)> Prefill(Quality quality, int hosts)
    {
        var placed = new List<(int Host, VmSize Size)>();
        var free = Enumerable.Repeat((Workload.Cores, Workload.MemoryMiB), hosts).ToArray();
        var at = 0;
        foreach (var size in Workload.Fill(hosts))
        {
            for (var tries = 0; tries < hosts; tries++, at = (at + 1) % hosts)
            {
                if (free[at].Cores < size.Cores || free[at].MemoryMiB < size.MemoryMiB) continue;
                free[at] = (free[at].Cores - size.Cores, free[at].MemoryMiB - size.MemoryMiB);
                Take(at, size, 1);
                quality.Add(at, size);
                placed.Add((at, size));
                at = (at + 1) % hosts;
                break;
            }
        }
        return placed;
    }

    private static Guid Number(int kind, int number) => new(kind, 0, 0, 0, 0, 0, 0, (byte)(number >> 24), (byte)(number >> 16), (byte)(number >> 8), (byte)number);
}
