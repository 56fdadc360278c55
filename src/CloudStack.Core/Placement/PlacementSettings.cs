using System.Globalization;

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

    /// <summary><c>placement.weights</c>: what the policy <c>weighted</c> looks at.</summary>
    public PlacementWeights Weights { get; init; } = new();

    /// <summary><c>xen.check.hvm</c>: whether a template that needs full virtualisation needs a host that offers it.</summary>
    public bool CheckHvm { get; init; } = true;

    /// <summary>How many guests a host may run, by hypervisor and version. Without a row, and without a <c>default</c> row, there is no limit.</summary>
    public IReadOnlyList<GuestLimit> GuestLimits { get; init; } = [];

    /// <summary>
    /// <c>placement.plugin.milliseconds</c>: a part of a plugin that takes more time in one decision is left out of it from then on. A call that does not come
    /// back at all cannot be ended.
    /// </summary>
    public TimeSpan PartTimeLimit { get; init; } = TimeSpan.FromMilliseconds(100);

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

/// <summary>
/// How much each property of a host counts for the policy <c>weighted</c>: the sum of weight times share decides, larger first. A negative weight turns a
/// preference round: free capacity that weighs less than nothing packs.
/// </summary>
/// <param name="FreeCpu">Weight of the free share of CPU.</param>
/// <param name="FreeMemory">Weight of the free share of memory.</param>
/// <param name="Balance">Weight of how evenly CPU and memory are taken with the VM on the host: 1 when evenly, 0 when one is full and the other free.</param>
/// <param name="OwnersVms">Weight of each VM that the owner has on the host already; usually negative.</param>
public sealed record PlacementWeights(double FreeCpu = 1, double FreeMemory = 1, double Balance = 0, double OwnersVms = 0)
{
    private static readonly string[] Names = ["cpu", "memory", "balance", "owner"];

    /// <summary>Reads <c>cpu=1,memory=1,balance=0.5,owner=-0.1</c>; what is not named weighs nothing.</summary>
    /// <param name="text">The setting; null or empty for the defaults.</param>
    /// <exception cref="CloudStackException">It is not of this form.</exception>
    public static PlacementWeights Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return new PlacementWeights();
        Span<double> weights = stackalloc double[Names.Length];
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var at = part.IndexOf('=', StringComparison.Ordinal);
            var name = at < 0 ? -1 : Array.FindIndex(Names, known => known.Equals(part[..at].Trim(), StringComparison.OrdinalIgnoreCase));
            if (name < 0 || !double.TryParse(part.AsSpan(at + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out weights[name]) || !double.IsFinite(weights[name]))
            {
                throw CloudStackException.Invalid($"placement.weights cannot have {part}: it takes numbers for {string.Join(", ", Names)}, as in cpu=1,memory=1,owner=-0.1.");
            }
        }
        return new PlacementWeights(weights[0], weights[1], weights[2], weights[3]);
    }
}

/// <summary>How many guests a host of a hypervisor may run.</summary>
/// <param name="Hypervisor">The type, for example <c>KVM</c>.</param>
/// <param name="Version">The version, or <c>default</c> for all that have no row of their own.</param>
/// <param name="MaxGuests">The limit.</param>
public sealed record GuestLimit(string Hypervisor, string Version, int MaxGuests);
