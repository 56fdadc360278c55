namespace CloudStack;

/// <summary>
/// Keeps capacity of hosts for virtual machines to come: <c>deployVirtualMachine</c> uses one with <c>reservationid</c>. All of them are made or none.
/// What is reserved is CPU and memory; room on storage is not. A command of this product; 4.1 has none like it.
/// </summary>
/// <param name="ServiceOfferingId">The offering that they have the size of; its host tag counts too.</param>
/// <param name="ZoneId">The zone.</param>
[Command("createCapacityReservation", Access = Role.Admin, Event = EventType.CapacityReserve)]
public sealed record CreateCapacityReservation([property: Owned] ServiceOfferingId ServiceOfferingId, ZoneId ZoneId)
    : ICommand<ListResult<CapacityReservation>>, IOwnerScoped
{
    /// <summary>Name of the account that may use them; goes together with <see cref="DomainId"/>. Without it, the caller's.</summary>
    public string? Account { get; init; }

    /// <summary>Domain of the account.</summary>
    public DomainId? DomainId { get; init; }

    /// <summary>The project that may use them.</summary>
    public ProjectId? ProjectId { get; init; }

    /// <summary>How many, 1 to 1000; 1 without it.</summary>
    public int? Count { get; init; }

    /// <summary>Seconds until they end by themselves, at most 2592000 (30 days); 900 without it.</summary>
    public int? Duration { get; init; }

    /// <summary>Only this host.</summary>
    public HostId? HostId { get; init; }

    /// <summary>Kind of hypervisor; needed where the zone has hosts of several.</summary>
    public string? Hypervisor { get; init; }
}
