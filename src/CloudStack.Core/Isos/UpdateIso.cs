namespace CloudStack;

/// <summary>Changes what is known of an ISO; what is not given stays.</summary>
/// <param name="Id">The ISO.</param>
[Command("updateIso", Access = Role.Everyone, ObjectName = "iso", LegacyClass = "user.iso.UpdateIsoCmd")]
public sealed record UpdateIso([property: Owned(AccessType.Modify)] TemplateId Id) : ICommand<Template>
{
    /// <summary>Whether a VM can be deployed from it.</summary>
    public bool? Bootable { get; init; }

    /// <summary>New description.</summary>
    [Length(4096)]
    public string? DisplayText { get; init; }

    /// <summary>New format; an ISO has only the format ISO.</summary>
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
