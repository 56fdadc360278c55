namespace CloudStack;

/// <summary>Capacity of a host that is kept for one virtual machine to come.</summary>
[View("capacityreservation")]
public sealed record CapacityReservation
{
    /// <summary>Its id.</summary>
    public CapacityReservationId Id { get; init; }

    /// <summary>Name of the account that may use it.</summary>
    public string? Account { get; init; }

    /// <summary>The account's domain.</summary>
    public DomainId? DomainId { get; init; }

    /// <summary>Name of the account's domain.</summary>
    public string? Domain { get; init; }

    /// <summary>The zone.</summary>
    public ZoneId? ZoneId { get; init; }

    /// <summary>Name of the zone.</summary>
    public string? ZoneName { get; init; }

    /// <summary>The host.</summary>
    public HostId? HostId { get; init; }

    /// <summary>Name of the host.</summary>
    public string? HostName { get; init; }

    /// <summary>The service offering that it has the size of.</summary>
    public ServiceOfferingId? ServiceOfferingId { get; init; }

    /// <summary>Name of the service offering.</summary>
    public string? ServiceOfferingName { get; init; }

    /// <summary>Cores.</summary>
    public int? CpuNumber { get; init; }

    /// <summary>MHz of each core.</summary>
    public int? CpuSpeed { get; init; }

    /// <summary>Memory in MiB.</summary>
    public long? Memory { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>When it ends by itself.</summary>
    public DateTimeOffset? Expires { get; init; }
}
