namespace CloudStack;

/// <summary>Who may use a template.</summary>
[View("templatepermission")]
public sealed record TemplatePermissions
{
    /// <summary>The template.</summary>
    public TemplateId Id { get; init; }

    /// <summary>Whether all accounts may use it.</summary>
    public bool? IsPublic { get; init; }

    /// <summary>Domain of the owner; administrators only.</summary>
    public DomainId? DomainId { get; init; }

    /// <summary>Names of the accounts of that domain that may use it.</summary>
    public IReadOnlyList<string> Account { get; init; } = [];

    /// <summary>Projects that may use it.</summary>
    public IReadOnlyList<ProjectId> ProjectIds { get; init; } = [];
}
