using System.Collections.Immutable;

namespace CloudStack.Placement;

/// <summary>
/// What planners and allocators see of the cloud: live, not a copy. Figures may change while one looks; a choice is made sure of afterwards,
/// by a conditional claim. Safe for concurrent use.
/// </summary>
public interface ICapacityView
{
    /// <summary>The zone, or null.</summary>
    /// <param name="id">Its id.</param>
    IZoneView? FindZone(ZoneId id);

    /// <summary>The pod, or null.</summary>
    /// <param name="id">Its id.</param>
    IPodView? FindPod(PodId id);

    /// <summary>The cluster, or null.</summary>
    /// <param name="id">Its id.</param>
    IClusterView? FindCluster(ClusterId id);

    /// <summary>The host, or null.</summary>
    /// <param name="id">Its id.</param>
    IHostView? FindHost(HostId id);

    /// <summary>The pool, or null.</summary>
    /// <param name="id">Its id.</param>
    IPoolView? FindPool(StoragePoolId id);
}

/// <summary>A zone.</summary>
public interface IZoneView
{
    /// <summary>Its id.</summary>
    ZoneId Id { get; }

    /// <summary>Its name, for messages.</summary>
    string Name { get; }

    /// <summary>Whether everybody may deploy here; a root admin may in any case.</summary>
    bool IsEnabled { get; }

    /// <summary>Whose VMs alone it takes; null for everybody's.</summary>
    Dedication? Dedication => null;

    /// <summary>Its pods, oldest first.</summary>
    ImmutableArray<IPodView> Pods { get; }

    /// <summary>Its clusters, oldest first.</summary>
    ImmutableArray<IClusterView> Clusters { get; }

    /// <summary>How many placed VMs an account has in the zone.</summary>
    /// <param name="owner">The account.</param>
    int VmsOf(AccountId owner);

    /// <summary>The clusters, the one with the smallest taken share first; among equals the oldest first. Read it only as far as needed.</summary>
    /// <param name="kind">The capacity that counts.</param>
    IEnumerable<IClusterView> ClustersByUse(CapacityKind kind) => Clusters.OrderBy(c => c.CapacityOf(kind).TakenShare);

    /// <summary>
    /// As <see cref="ClustersByUse(CapacityKind)"/>; clusters where the VM finds no host for certain may be left out. An index does not even look at them.
    /// </summary>
    /// <param name="kind">The capacity that counts.</param>
    /// <param name="asked">What the VM needs.</param>
    IEnumerable<IClusterView> ClustersByUse(CapacityKind kind, PlaceAsked asked) => ClustersByUse(kind);

    /// <summary>
    /// The clusters, the one with the roomiest host first; among equals the oldest first. Those where the VM finds no host for certain may be left out.
    /// Read it only as far as needed.
    /// </summary>
    /// <param name="kind">The capacity that counts.</param>
    /// <param name="asked">What the VM needs.</param>
    IEnumerable<IClusterView> ClustersByRoom(CapacityKind kind, PlaceAsked asked) => Clusters.OrderByDescending(c =>
        c.Hosts.Select(h => kind == CapacityKind.Cpu ? h.Cpu.FreeWith(asked.CpuFactor) : h.Memory.FreeWith(asked.MemoryFactor)).DefaultIfEmpty(long.MinValue).Max());

    /// <summary>The clusters, oldest first; those where the VM finds no host for certain may be left out. Read it only as far as needed.</summary>
    /// <param name="asked">What the VM needs.</param>
    IEnumerable<IClusterView> ClustersByAge(PlaceAsked asked) => Clusters;

    /// <summary>The pods, the one with the smallest taken share first; among equals the oldest first. Read it only as far as needed.</summary>
    /// <param name="kind">The capacity that counts.</param>
    IEnumerable<IPodView> PodsByUse(CapacityKind kind) => Pods.OrderBy(p => p.CapacityOf(kind).TakenShare);
}

/// <summary>A pod.</summary>
public interface IPodView
{
    /// <summary>Its id.</summary>
    PodId Id { get; }

    /// <summary>Its name, for messages.</summary>
    string Name { get; }

    /// <summary>Its zone.</summary>
    IZoneView Zone { get; }

    /// <summary>Whether everybody may deploy here; a root admin may in any case.</summary>
    bool IsEnabled { get; }

    /// <summary>Whose VMs alone it takes; null for everybody's.</summary>
    Dedication? Dedication => null;

    /// <summary>Its clusters, oldest first.</summary>
    ImmutableArray<IClusterView> Clusters { get; }

    /// <summary>The sum over its hosts.</summary>
    /// <param name="kind">Which capacity.</param>
    CapacityFigures CapacityOf(CapacityKind kind);

    /// <summary>How many placed VMs an account has in the pod.</summary>
    /// <param name="owner">The account.</param>
    int VmsOf(AccountId owner);

    /// <summary>The clusters, the one with the smallest taken share first; among equals the oldest first.</summary>
    /// <param name="kind">The capacity that counts.</param>
    IEnumerable<IClusterView> ClustersByUse(CapacityKind kind) => Clusters.OrderBy(c => c.CapacityOf(kind).TakenShare);
}

/// <summary>A cluster: hosts of one hypervisor with shared pools.</summary>
public interface IClusterView
{
    /// <summary>Its id.</summary>
    ClusterId Id { get; }

    /// <summary>Its name, for messages.</summary>
    string Name { get; }

    /// <summary>Its pod.</summary>
    IPodView Pod { get; }

    /// <summary>The hypervisor type, for example <c>KVM</c>.</summary>
    string Hypervisor { get; }

    /// <summary>Whether everybody may deploy here; a root admin may in any case.</summary>
    bool IsEnabled { get; }

    /// <summary>Whose VMs alone it takes; null for everybody's.</summary>
    Dedication? Dedication => null;

    /// <summary>Its hosts, oldest first.</summary>
    ImmutableArray<IHostView> Hosts { get; }

    /// <summary>The pools that all its hosts share, oldest first.</summary>
    ImmutableArray<IPoolView> Pools { get; }

    /// <summary>The sum over its hosts.</summary>
    /// <param name="kind">Which capacity.</param>
    CapacityFigures CapacityOf(CapacityKind kind);

    /// <summary>How many placed VMs an account has in the cluster.</summary>
    /// <param name="owner">The account.</param>
    int VmsOf(AccountId owner);

    /// <summary>
    /// A quick look: false only when no host that is up and enabled has that much CPU free, or none has that much memory free.
    /// True promises nothing.
    /// </summary>
    /// <param name="cpuMhz">CPU asked, in MHz.</param>
    /// <param name="memoryBytes">Memory asked.</param>
    /// <param name="cpuFactor">Over-provisioning of CPU.</param>
    /// <param name="memoryFactor">Over-provisioning of memory.</param>
    bool MayFit(long cpuMhz, long memoryBytes, double cpuFactor, double memoryFactor) => true;

    /// <summary>A quick look: false only when no host carries the tag. True promises nothing.</summary>
    /// <param name="tag">The host tag.</param>
    bool MayCarry(string tag) => true;
}

/// <summary>What a VM needs, as far as an index can tell at once which clusters do not have it.</summary>
/// <param name="CpuMhz">CPU in MHz.</param>
/// <param name="MemoryBytes">Memory.</param>
/// <param name="CpuFactor">Over-provisioning of CPU.</param>
/// <param name="MemoryFactor">Over-provisioning of memory.</param>
/// <param name="HostTag">A host tag that is needed, or null.</param>
/// <param name="CpuThreshold">The share of a cluster's CPU up to which it takes VMs.</param>
/// <param name="MemoryThreshold">The share of a cluster's memory up to which it takes VMs.</param>
public readonly record struct PlaceAsked(
    long CpuMhz, long MemoryBytes, double CpuFactor, double MemoryFactor, string? HostTag, double CpuThreshold = 1, double MemoryThreshold = 1);
