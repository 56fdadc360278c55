namespace CloudStack.Placement;

/// <summary>The settings that placement obeys, with the names and defaults of 4.1.</summary>
public sealed record PlacementSettings
{
    /// <summary><c>vm.allocation.algorithm</c>: the name of the planner, built in or of a plugin.</summary>
    public string VmAllocationAlgorithm { get; init; } = "random";

    /// <summary>Names of the host allocators, in order: the next one is asked when the one before found nothing in a cluster.</summary>
    public IReadOnlyList<string> HostAllocators { get; init; } = [HostPipeline.FirstFitName];

    /// <summary>Names of the storage pool allocators, in order: the next one is asked when the one before found nothing for a volume.</summary>
    public IReadOnlyList<string> PoolAllocators { get; init; } = [PoolPipeline.LocalName, PoolPipeline.FirstFitName];

    /// <summary><c>cpu.overprovisioning.factor</c>.</summary>
    public double CpuFactor { get; init; } = 1.0;

    /// <summary><c>mem.overprovisioning.factor</c>.</summary>
    public double MemoryFactor { get; init; } = 1.0;

    /// <summary><c>storage.overprovisioning.factor</c>; counts for NFS pools only.</summary>
    public double StorageFactor { get; init; } = 2.0;

    /// <summary><c>cluster.cpu.allocated.capacity.disablethreshold</c>: share of a cluster's CPU above which it takes no new VMs.</summary>
    public double ClusterCpuThreshold { get; init; } = 0.85;

    /// <summary><c>cluster.memory.allocated.capacity.disablethreshold</c>: share of a cluster's memory above which it takes no new VMs.</summary>
    public double ClusterMemoryThreshold { get; init; } = 0.85;

    /// <summary><c>pool.storage.capacity.disablethreshold</c>: a pool that is really this full takes no new volumes.</summary>
    public double PoolFullThreshold { get; init; } = 0.85;

    /// <summary><c>pool.storage.allocated.capacity.disablethreshold</c>: share of a pool that may be promised.</summary>
    public double PoolAllocatedThreshold { get; init; } = 0.85;

    /// <summary><c>ha.tag</c>: hosts with this tag are kept for restarts after a host's failure. Null: none.</summary>
    public string? HaTag { get; init; }

    /// <summary><c>host.capacityType.to.order.clusters</c>.</summary>
    public CapacityKind ClusterOrder { get; init; } = CapacityKind.Cpu;

    /// <summary><c>apply.allocation.algorithm.to.pods</c>: order pods first, then the clusters of each.</summary>
    public bool PodsFirst { get; init; }

    /// <summary><c>vm.user.dispersion.weight</c>, 0 to 1: how much the owner's number of VMs counts against free capacity.</summary>
    public double UserDispersionWeight { get; init; } = 1.0;

    /// <summary><c>xen.check.hvm</c>: whether a template that needs full virtualisation needs a host that offers it.</summary>
    public bool CheckHvm { get; init; } = true;

    /// <summary>How many guests a host may run, by hypervisor and version. Without a row, and without a <c>default</c> row, there is no limit.</summary>
    public IReadOnlyList<GuestLimit> GuestLimits { get; init; } = [];

    /// <summary>How many clusters, hosts and pools a trace names; the others are only counted.</summary>
    public int TraceLimit { get; init; } = 100;

    /// <summary>The guest limit of a hypervisor version, or of its <c>default</c>; null for none.</summary>
    /// <param name="hypervisor">The type.</param>
    /// <param name="version">The version.</param>
    public int? GuestLimitOf(string hypervisor, string version)
    {
        int? common = null;
        for (var i = 0; i < GuestLimits.Count; i++)
        {
            var row = GuestLimits[i];
            if (!string.Equals(row.Hypervisor, hypervisor, StringComparison.OrdinalIgnoreCase)) continue;
            if (string.Equals(row.Version, version, StringComparison.OrdinalIgnoreCase)) return row.MaxGuests;
            if (string.Equals(row.Version, "default", StringComparison.OrdinalIgnoreCase)) common = row.MaxGuests;
        }
        return common;
    }
}

/// <summary>How many guests a host of a hypervisor may run.</summary>
/// <param name="Hypervisor">The type, for example <c>KVM</c>.</param>
/// <param name="Version">The version, or <c>default</c> for all that have no row of their own.</param>
/// <param name="MaxGuests">The limit.</param>
public sealed record GuestLimit(string Hypervisor, string Version, int MaxGuests);
