namespace CloudStack;

/// <summary>Changes a range of storage addresses. Refused while one of them is in use.</summary>
/// <param name="Id">The range.</param>
[Command("updateStorageNetworkIpRange", Access = Role.Admin, Runs = Runs.AsJob, Event = EventType.StorageIpRangeUpdate,
    LegacyClass = "admin.network.UpdateStorageNetworkIpRangeCmd", Since = "3.0.0")]
public sealed record UpdateStorageNetworkIpRange(StorageNetworkIpRangeId Id) : ICommand<StorageNetworkIpRange>
{
    /// <summary>Last address.</summary>
    public string? EndIp { get; init; }

    /// <summary>Netmask of the storage network.</summary>
    public string? Netmask { get; init; }

    /// <summary>First address.</summary>
    public string? StartIp { get; init; }

    /// <summary>VLAN number.</summary>
    public int? Vlan { get; init; }
}
