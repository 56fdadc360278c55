namespace CloudStack;

/// <summary>A tag on a resource: a key with one value.</summary>
[View("tag")]
public sealed record ResourceTag
{
    /// <summary>Key; unique on its resource.</summary>
    public string? Key { get; init; }

    /// <summary>Value.</summary>
    public string? Value { get; init; }

    /// <summary>Kind of resource, for example <c>UserVm</c>.</summary>
    public string? ResourceType { get; init; }

    /// <summary>Id of the resource.</summary>
    public Guid? ResourceId { get; init; }

    /// <summary>Name of the account that owns the resource; null when a project does.</summary>
    public string? Account { get; init; }

    /// <summary>Project that owns it, if one does.</summary>
    public ProjectId? ProjectId { get; init; }

    /// <summary>Name of the owning project.</summary>
    public string? Project { get; init; }

    /// <summary>Domain of the owner.</summary>
    public DomainId? DomainId { get; init; }

    /// <summary>Name of the owner's domain.</summary>
    public string? Domain { get; init; }

    /// <summary>Free text of the one who set the tag.</summary>
    public string? Customer { get; init; }
}
