namespace CloudStack;

/// <summary>A security group: which traffic its virtual machines may receive and send.</summary>
[View("securitygroup")]
public sealed record SecurityGroup
{
    /// <summary>Its id.</summary>
    public SecurityGroupId Id { get; init; }

    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>Description.</summary>
    public string? Description { get; init; }

    /// <summary>Name of the owning account; null when a project owns it.</summary>
    public string? Account { get; init; }

    /// <summary>Project that owns it, if one does.</summary>
    public ProjectId? ProjectId { get; init; }

    /// <summary>Name of the owning project.</summary>
    public string? Project { get; init; }

    /// <summary>Domain of the owner.</summary>
    public DomainId? DomainId { get; init; }

    /// <summary>Name of the owner's domain.</summary>
    public string? Domain { get; init; }

    /// <summary>What its VMs may receive; nothing else.</summary>
    public IReadOnlyList<SecurityGroupRule> IngressRule { get; init; } = [];

    /// <summary>What its VMs may send; anything when there is no rule.</summary>
    public IReadOnlyList<SecurityGroupRule> EgressRule { get; init; } = [];

    /// <summary>Its tags.</summary>
    public IReadOnlyList<ResourceTag> Tags { get; init; } = [];
}
