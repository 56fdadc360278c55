namespace CloudStack;

/// <summary>A group of virtual machines.</summary>
[View("instancegroup")]
public sealed record InstanceGroup
{
    /// <summary>Its id.</summary>
    public InstanceGroupId Id { get; init; }

    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset? Created { get; init; }

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
}
