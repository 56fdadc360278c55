namespace CloudStack;

/// <summary>Changes what is known of a template; what is not given stays.</summary>
/// <param name="Id">The template.</param>
[Command("updateTemplate", Access = Role.Everyone, LegacyClass = "user.template.UpdateTemplateCmd")]
public sealed record UpdateTemplate([property: Owned(AccessType.Modify)] TemplateId Id) : ICommand<Template>
{
    /// <summary>Whether it can be booted from.</summary>
    public bool? Bootable { get; init; }

    /// <summary>New description.</summary>
    [Length(4096)]
    public string? DisplayText { get; init; }

    /// <summary>New format; the file is not converted.</summary>
    public string? Format { get; init; }

    /// <summary>New name.</summary>
    public string? Name { get; init; }

    /// <summary>New guest operating system type.</summary>
    public GuestOsId? OsTypeId { get; init; }

    /// <summary>Whether its guests can take a password.</summary>
    public bool? PasswordEnabled { get; init; }

    /// <summary>Place in listings; low numbers come first.</summary>
    public int? SortKey { get; init; }
}
