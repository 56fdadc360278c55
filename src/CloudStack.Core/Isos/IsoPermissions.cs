namespace CloudStack;

/// <summary>Tells who may use an ISO that is not public.</summary>
/// <param name="Id">The ISO.</param>
[Command("listIsoPermissions", Access = Role.Everyone, ResponseName = "listtemplatepermissionsresponse", LegacyClass = "user.iso.ListIsoPermissionsCmd")]
public sealed record ListIsoPermissions([property: Owned] TemplateId Id) : ICommand<TemplatePermissions>;

/// <summary>Changes who may use an ISO.</summary>
/// <param name="Id">The ISO.</param>
[Command("updateIsoPermissions", Access = Role.Everyone, LegacyClass = "user.iso.UpdateIsoPermissionsCmd")]
public sealed record UpdateIsoPermissions([property: Owned(AccessType.Modify)] TemplateId Id) : ICommand<Success>
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
