using CloudStack.Placement;

namespace CloudStack.Engine.Placement;

/// <summary>A zone, for the <see cref="CapacityIndex"/>.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name, for messages.</param>
/// <param name="IsEnabled">Whether its allocation state is Enabled.</param>
public sealed record ZoneEntry(ZoneId Id, string Name, bool IsEnabled = true)
{
    /// <summary>Whose VMs alone it takes; null for everybody's.</summary>
    public Dedication? Dedication { get; init; }
}

/// <summary>A pod, for the <see cref="CapacityIndex"/>.</summary>
/// <param name="Id">Its id.</param>
/// <param name="ZoneId">Its zone; never changes.</param>
/// <param name="Name">Its name, for messages.</param>
/// <param name="IsEnabled">Whether its allocation state is Enabled.</param>
public sealed record PodEntry(PodId Id, ZoneId ZoneId, string Name, bool IsEnabled = true)
{
    /// <summary>Whose VMs alone it takes; null for everybody's.</summary>
    public Dedication? Dedication { get; init; }
}

/// <summary>A cluster, for the <see cref="CapacityIndex"/>.</summary>
/// <param name="Id">Its id.</param>
/// <param name="PodId">Its pod; never changes.</param>
/// <param name="Name">Its name, for messages.</param>
/// <param name="Hypervisor">The hypervisor type.</param>
/// <param name="IsEnabled">Whether its allocation state is Enabled.</param>
public sealed record ClusterEntry(ClusterId Id, PodId PodId, string Name, string Hypervisor, bool IsEnabled = true)
{
    /// <summary>Whose VMs alone it takes; null for everybody's.</summary>
    public Dedication? Dedication { get; init; }
}

/// <summary>The facts of a host of type Routing, for the <see cref="CapacityIndex"/>; what it is used for is told apart.</summary>
/// <param name="Id">Its id.</param>
/// <param name="ClusterId">Its cluster.</param>
/// <param name="Name">Its name, for messages.</param>
/// <param name="Cores">Number of cores.</param>
/// <param name="Mhz">Speed of a core.</param>
/// <param name="MemoryBytes">Memory in bytes.</param>
public sealed record HostEntry(HostId Id, ClusterId ClusterId, string Name, int Cores, int Mhz, long MemoryBytes)
{
    /// <summary>The connection's state, for example <c>Up</c>.</summary>
    public string State { get; init; } = "Up";

    /// <summary>The administrative state, for example <c>Enabled</c>.</summary>
    public string ResourceState { get; init; } = "Enabled";

    /// <summary>Whose VMs alone it takes; null for everybody's.</summary>
    public Dedication? Dedication { get; init; }

    /// <summary>The hypervisor's version, or an empty text.</summary>
    public string HypervisorVersion { get; init; } = "";

    /// <summary>Its host tags.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Whether it can run fully virtualised guests.</summary>
    public bool IsHvm { get; init; } = true;

    /// <summary>The guest OS category that it is meant for, or null.</summary>
    public GuestOsCategoryId? PreferredGuestOs { get; init; }
}

/// <summary>What a host is used for, or a change of it.</summary>
/// <param name="UsedCpu">MHz of placed VMs.</param>
/// <param name="UsedMemory">Bytes of placed VMs.</param>
/// <param name="ReservedCpu">MHz kept for stopped VMs.</param>
/// <param name="ReservedMemory">Bytes kept for stopped VMs.</param>
/// <param name="Guests">Number of placed VMs.</param>
public readonly record struct HostUsage(long UsedCpu, long UsedMemory, long ReservedCpu = 0, long ReservedMemory = 0, int Guests = 0);

/// <summary>The facts of a storage pool, for the <see cref="CapacityIndex"/>; what it is used for is told apart.</summary>
/// <param name="Id">Its id.</param>
/// <param name="ClusterId">Its cluster; never changes for a shared pool.</param>
/// <param name="Name">Its name, for messages.</param>
/// <param name="Type">The type as 4.1 spells it, for example <c>NetworkFilesystem</c>.</param>
/// <param name="CapacityBytes">What it holds, without the over-provisioning factor.</param>
public sealed record PoolEntry(StoragePoolId Id, ClusterId ClusterId, string Name, string Type, long CapacityBytes)
{
    /// <summary>The host whose disks these are; null for a shared pool. Never changes.</summary>
    public HostId? HostId { get; init; }

    /// <summary>Its state, for example <c>Up</c>.</summary>
    public string State { get; init; } = "Up";

    /// <summary>Its storage tags.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];
}
