namespace CloudStack;

/// <summary>A project: what its accounts own together.</summary>
[View("project")]
public sealed record Project
{
    /// <summary>Its id.</summary>
    public ProjectId Id { get; init; }

    /// <summary>Its name; unique in its domain.</summary>
    public string? Name { get; init; }

    /// <summary>Text to show with it.</summary>
    public string? DisplayText { get; init; }

    /// <summary>Its domain.</summary>
    public DomainId? DomainId { get; init; }

    /// <summary>That domain's name.</summary>
    public string? Domain { get; init; }

    /// <summary>Name of the account that owns it.</summary>
    public string? Account { get; init; }

    /// <summary>State.</summary>
    public ProjectState? State { get; init; }

    /// <summary>Its tags.</summary>
    public IReadOnlyList<ResourceTag> Tags { get; init; } = [];
}
