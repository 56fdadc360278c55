namespace CloudStack.Engine;

/// <summary>What follows from a network's kind.</summary>
internal static class NetworkRules
{
    public const string Guest = "Guest", Public = "Public", Management = "Management", Control = "Control", Storage = "Storage";
    public const string Vlan = "Vlan", Native = "Native", UnDecided = "UnDecided";
    public const string AccountAcl = "Account", DomainAcl = "Domain";

    /// <summary>The parts of 4.1 that design networks; a network keeps the name of its own.</summary>
    public const string PodGuru = "DirectPodBasedNetworkGuru", SharedGuru = "DirectNetworkGuru", IsolatedGuru = "ExternalGuestNetworkGuru";

    /// <summary>Whether a NIC gets its address when the pod is known.</summary>
    public static bool IsPodBased(this NetworkRow network) => network.Guru == PodGuru;

    /// <summary>Whether the network takes a VLAN at its first VM and gives it back when it is idle. Only such networks count their active NICs.</summary>
    public static bool TakesVlan(this NetworkRow network) => network.Guru == IsolatedGuru && network.State != NetworkState.Setup;
}
