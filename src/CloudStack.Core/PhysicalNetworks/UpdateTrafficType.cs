namespace CloudStack;

/// <summary>Changes what carries a kind of traffic on the hosts. VMs follow when they start next.</summary>
/// <param name="Id">The traffic type on its physical network.</param>
[Command("updateTrafficType", Access = Role.Admin, Runs = Runs.AsJob, Event = EventType.TrafficTypeUpdate, JobInstance = "TrafficType",
    LegacyClass = "admin.usage.UpdateTrafficTypeCmd", Since = "3.0.0")]
public sealed record UpdateTrafficType(TrafficTypeEntryId Id) : ICommand<TrafficTypeEntry>
{
    /// <summary>Bridge on KVM hosts.</summary>
    public string? KvmNetworkLabel { get; init; }

    /// <summary>Virtual switch on VMware hosts.</summary>
    public string? VmwareNetworkLabel { get; init; }

    /// <summary>Network name on Xen hosts.</summary>
    public string? XenNetworkLabel { get; init; }
}
