namespace CloudStack;

/// <summary>A range of addresses of the storage network.</summary>
[View("storagenetworkiprange")]
public sealed record StorageNetworkIpRange
{
    /// <summary>The range.</summary>
    public StorageNetworkIpRangeId Id { get; init; }

    /// <summary>VLAN number; null when untagged.</summary>
    public int? Vlan { get; init; }

    /// <summary>The pod.</summary>
    public PodId? PodId { get; init; }

    /// <summary>First address.</summary>
    public string? StartIp { get; init; }

    /// <summary>Last address.</summary>
    public string? EndIp { get; init; }

    /// <summary>Gateway.</summary>
    public string? Gateway { get; init; }

    /// <summary>The storage network.</summary>
    public NetworkId? NetworkId { get; init; }

    /// <summary>The zone.</summary>
    public ZoneId? ZoneId { get; init; }

    /// <summary>Netmask.</summary>
    public string? Netmask { get; init; }
}
