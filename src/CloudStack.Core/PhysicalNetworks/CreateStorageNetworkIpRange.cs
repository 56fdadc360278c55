namespace CloudStack;

/// <summary>Adds addresses of the storage network, which system VMs of a pod use to reach the stores.</summary>
/// <param name="Gateway">Gateway of the storage network.</param>
/// <param name="Netmask">Netmask of the storage network.</param>
/// <param name="PodId">The pod.</param>
/// <param name="StartIp">First address; the range must not overlap others of the pod.</param>
[Command("createStorageNetworkIpRange", Access = Role.Admin, Runs = Runs.AsJob, Event = EventType.StorageIpRangeCreate,
    LegacyClass = "admin.network.CreateStorageNetworkIpRangeCmd", Since = "3.0.0")]
public sealed record CreateStorageNetworkIpRange(string Gateway, string Netmask, PodId PodId, string StartIp) : ICommand<StorageNetworkIpRange>
{
    /// <summary>Last address; the same as the first by default.</summary>
    public string? EndIp { get; init; }

    /// <summary>VLAN number; untagged when left out.</summary>
    public int? Vlan { get; init; }
}
