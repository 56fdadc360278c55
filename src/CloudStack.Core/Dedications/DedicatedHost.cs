namespace CloudStack;

/// <summary>The dedication of a host.</summary>
[View("dedicatedhost")]
public sealed record DedicatedHost
{
    /// <summary>Its id.</summary>
    public DedicationId Id { get; init; }

    /// <summary>The host.</summary>
    public HostId HostId { get; init; }

    /// <summary>The host's name.</summary>
    public string? HostName { get; init; }

    /// <summary>The domain that it is dedicated to, or that of the account.</summary>
    public DomainId DomainId { get; init; }

    /// <summary>The account that it is dedicated to; null where it is the whole domain.</summary>
    public AccountId? AccountId { get; init; }
}
