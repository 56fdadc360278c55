namespace CloudStack;

/// <summary>A kind of traffic on a physical network.</summary>
[View("traffictype")]
public sealed record TrafficTypeEntry
{
    /// <summary>The entry.</summary>
    public TrafficTypeEntryId Id { get; init; }

    /// <summary><c>Guest</c>, <c>Public</c>, <c>Management</c>, <c>Storage</c> or another kind.</summary>
    public string? TrafficType { get; init; }

    /// <summary>The physical network.</summary>
    public PhysicalNetworkId? PhysicalNetworkId { get; init; }

    /// <summary>Network name on Xen hosts.</summary>
    public string? XenNetworkLabel { get; init; }

    /// <summary>Bridge on KVM hosts.</summary>
    public string? KvmNetworkLabel { get; init; }

    /// <summary>Virtual switch on VMware hosts.</summary>
    public string? VmwareNetworkLabel { get; init; }
}
