namespace CloudStack;

/// <summary>Changes who may use a template.</summary>
/// <param name="Id">The template.</param>
[Command("updateTemplatePermissions", Access = Role.Everyone, LegacyClass = "user.template.UpdateTemplatePermissionsCmd")]
public sealed record UpdateTemplatePermissions([property: Owned(AccessType.Modify)] TemplateId Id) : ICommand<Success>
{
    /// <summary>Names of accounts of the owner's domain, for <see cref="Op"/>; excludes <see cref="ProjectIds"/>.</summary>
    public IReadOnlyList<string>? Accounts { get; init; }

    /// <summary>Whether others may download it.</summary>
    public bool? IsExtractable { get; init; }

    /// <summary>Whether it is shown as featured; administrators only.</summary>
    public bool? IsFeatured { get; init; }

    /// <summary>Whether all accounts may use it.</summary>
    public bool? IsPublic { get; init; }

    /// <summary>What to do with the accounts or projects: add, remove, or reset, which takes the permission from all.</summary>
    public string? Op { get; init; }

    /// <summary>Projects, for <see cref="Op"/>; excludes <see cref="Accounts"/>.</summary>
    public IReadOnlyList<ProjectId>? ProjectIds { get; init; }
}
