namespace CloudStack;

/// <summary>What a volume is for.</summary>
public enum VolumeType
{
    /// <summary>The disk that a VM boots from.</summary>
    [WireName("ROOT")]
    Root,
    /// <summary>A further disk.</summary>
    [WireName("DATADISK")]
    DataDisk,
}
