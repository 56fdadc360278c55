namespace CloudStack;

/// <summary>
/// Puts a kind of traffic on a physical network. Public, management and storage traffic take one physical network of a zone each.
/// </summary>
/// <param name="PhysicalNetworkId">The physical network.</param>
/// <param name="TrafficType"><c>Guest</c>, <c>Public</c>, <c>Management</c> or <c>Storage</c>.</param>
[Command("addTrafficType", Access = Role.Admin, Runs = Runs.AsJob, Event = EventType.TrafficTypeCreate, JobInstance = "TrafficType",
    LegacyClass = "admin.usage.AddTrafficTypeCmd", Since = "3.0.0")]
public sealed record AddTrafficType(PhysicalNetworkId PhysicalNetworkId, string TrafficType) : ICreateCommand<TrafficTypeEntry>
{
    /// <summary>Bridge that carries it on KVM hosts; the host's default when left out.</summary>
    public string? KvmNetworkLabel { get; init; }

    /// <summary>VLAN for simulated hosts.</summary>
    public string? Vlan { get; init; }

    /// <summary>Virtual switch that carries it on VMware hosts.</summary>
    public string? VmwareNetworkLabel { get; init; }

    /// <summary>Network name that carries it on Xen hosts.</summary>
    public string? XenNetworkLabel { get; init; }
}
