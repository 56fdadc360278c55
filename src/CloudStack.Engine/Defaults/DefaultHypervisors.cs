namespace CloudStack.Engine;

/// <summary>What 4.1 lets each version of a hypervisor do.</summary>
internal static class DefaultHypervisors
{
    public static IReadOnlyList<HypervisorCapabilitiesRow> All() =>
    [
        .. Of("XenServer", 50, true, 6, "default", "XCP 1.0", "5.6", "5.6 FP1", "5.6 SP2"),
        .. Of("XenServer", 50, true, 13, "6.0", "6.0.2"),
        .. Of("VMware", 128, false, 6, "default", "4.0", "4.1", "5.0"),
        .. Of("KVM", 50, true, 6, "default"),
        .. Of("Ovm", 25, true, 6, "default", "2.3"),
    ];

    private static IEnumerable<HypervisorCapabilitiesRow> Of(string hypervisor, int maxGuests, bool securityGroups, int maxDataVolumes,
        params string[] versions) =>
        versions.Select(version => new HypervisorCapabilitiesRow
        {
            Hypervisor = hypervisor,
            HypervisorVersion = version,
            MaxGuests = maxGuests,
            SecurityGroups = securityGroups,
            MaxDataVolumes = maxDataVolumes,
        });
}
