namespace CloudStack;

/// <summary>The dedication of a zone.</summary>
[View("dedicatedzone")]
public sealed record DedicatedZone
{
    /// <summary>Its id.</summary>
    public DedicationId Id { get; init; }

    /// <summary>The zone.</summary>
    public ZoneId ZoneId { get; init; }

    /// <summary>The zone's name.</summary>
    public string? ZoneName { get; init; }

    /// <summary>The domain that it is dedicated to, or that of the account.</summary>
    public DomainId DomainId { get; init; }

    /// <summary>The account that it is dedicated to; null where it is the whole domain.</summary>
    public AccountId? AccountId { get; init; }
}
