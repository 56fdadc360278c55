namespace CloudStack;

/// <summary>A physical network.</summary>
[View("physicalnetwork")]
public sealed record PhysicalNetwork
{
    /// <summary>The physical network.</summary>
    public PhysicalNetworkId Id { get; init; }

    /// <summary>Display name.</summary>
    public string? Name { get; init; }

    /// <summary>How far a broadcast reaches: <c>ZONE</c> or <c>POD</c>.</summary>
    public string? BroadcastDomainRange { get; init; }

    /// <summary>The zone.</summary>
    public ZoneId? ZoneId { get; init; }

    /// <summary>Whether guest networks are made on it.</summary>
    public PhysicalNetworkState? State { get; init; }

    /// <summary>VLANs for guest networks, as <c>first-last</c>.</summary>
    public string? Vlan { get; init; }

    /// <summary>Domain that alone may use it.</summary>
    public DomainId? DomainId { get; init; }

    /// <summary>Its tag.</summary>
    public string? Tags { get; init; }

    /// <summary>How guest networks are kept apart.</summary>
    public string? IsolationMethods { get; init; }

    /// <summary>Speed, for the record.</summary>
    public string? NetworkSpeed { get; init; }
}
