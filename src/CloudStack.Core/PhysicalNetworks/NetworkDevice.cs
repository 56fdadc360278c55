namespace CloudStack;

/// <summary>A network device.</summary>
[View("networkdevice")]
public sealed record NetworkDevice
{
    /// <summary>The device, which counts as a host.</summary>
    public HostId Id { get; init; }
}
