namespace CloudStack;

/// <summary>An address that a new virtual machine shall have on one network.</summary>
public sealed record RequestedAddress
{
    /// <summary>The network; required.</summary>
    public NetworkId? NetworkId { get; init; }

    /// <summary>IPv4 address; without it, a free one.</summary>
    public string? Ip { get; init; }

    /// <summary>IPv6 address, on a network that has them.</summary>
    public string? Ipv6 { get; init; }
}
