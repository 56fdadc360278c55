namespace CloudStack;

/// <summary>Creates a physical network in a zone. It starts disabled; add traffic types and providers, then enable it.</summary>
/// <param name="Name">Display name.</param>
/// <param name="ZoneId">The zone; a basic one takes a single physical network.</param>
[Command("createPhysicalNetwork", Access = Role.Admin, Runs = Runs.AsJob, Event = EventType.PhysicalNetworkCreate,
    CreateEvent = EventType.PhysicalNetworkCreate, JobInstance = "PhysicalNetwork", LegacyClass = "admin.network.CreatePhysicalNetworkCmd",
    Since = "3.0.0")]
public sealed record CreatePhysicalNetwork(string Name, ZoneId ZoneId) : ICreateCommand<PhysicalNetwork>
{
    /// <summary>How far a broadcast reaches: <c>ZONE</c> or <c>POD</c>; by default what the kind of zone implies.</summary>
    public string? BroadcastDomainRange { get; init; }

    /// <summary>Domain that alone may use it; only in a zone of that domain.</summary>
    public DomainId? DomainId { get; init; }

    /// <summary>How guest networks are kept apart, for example <c>VLAN</c> or <c>GRE</c>; at most one.</summary>
    public IReadOnlyList<string>? IsolationMethods { get; init; }

    /// <summary>Speed, for the record, for example <c>1G</c>.</summary>
    public string? NetworkSpeed { get; init; }

    /// <summary>Tag that network offerings may ask for; at most one.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>VLANs for guest networks, as <c>first-last</c>; advanced zones only.</summary>
    public string? Vlan { get; init; }
}
