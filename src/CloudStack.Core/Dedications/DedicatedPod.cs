namespace CloudStack;

/// <summary>The dedication of a pod.</summary>
[View("dedicatedpod")]
public sealed record DedicatedPod
{
    /// <summary>Its id.</summary>
    public DedicationId Id { get; init; }

    /// <summary>The pod.</summary>
    public PodId PodId { get; init; }

    /// <summary>The pod's name.</summary>
    public string? PodName { get; init; }

    /// <summary>The domain that it is dedicated to, or that of the account.</summary>
    public DomainId DomainId { get; init; }

    /// <summary>The account that it is dedicated to; null where it is the whole domain.</summary>
    public AccountId? AccountId { get; init; }
}
