namespace CloudStack;

/// <summary>The dedication of a cluster.</summary>
[View("dedicatedcluster")]
public sealed record DedicatedCluster
{
    /// <summary>Its id.</summary>
    public DedicationId Id { get; init; }

    /// <summary>The cluster.</summary>
    public ClusterId ClusterId { get; init; }

    /// <summary>The cluster's name.</summary>
    public string? ClusterName { get; init; }

    /// <summary>The domain that it is dedicated to, or that of the account.</summary>
    public DomainId DomainId { get; init; }

    /// <summary>The account that it is dedicated to; null where it is the whole domain.</summary>
    public AccountId? AccountId { get; init; }
}
