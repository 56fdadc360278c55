namespace CloudStack;

/// <summary>
/// Adds a template that is downloaded from a URL to the image stores; it can be used when it is ready. Where a zone has no image store, its hosts fetch
/// the template themselves. The answer is a list, one item a zone.
/// </summary>
/// <param name="DisplayText">Description.</param>
/// <param name="Format">Format: QCOW2 or RAW for KVM, VHD for XenServer, OVA for VMware. The URL must end in it; zip, gz or bz2 may follow.</param>
/// <param name="Hypervisor">Kind of hypervisor.</param>
/// <param name="Name">Name.</param>
/// <param name="OsTypeId">Guest operating system type.</param>
/// <param name="Url">HTTP or HTTPS address, on port 80, 8080 or 443 and not of this machine; root administrators may also use <c>file://</c> and <c>nfs://</c>.</param>
/// <param name="ZoneId">Zone, or <see cref="ZoneId.All"/>, which is for root administrators only.</param>
[Command("registerTemplate", Access = Role.Everyone, Event = EventType.TemplateCreate, JobInstance = "Template",
    LegacyClass = "user.template.RegisterTemplateCmd")]
public sealed record RegisterTemplate(
    [property: Length(4096)] string DisplayText,
    string Format,
    string Hypervisor,
    string Name,
    GuestOsId OsTypeId,
    string Url,
    [property: TakesAll] ZoneId ZoneId) : ICommand<ListResult<Template>>, IOwnerScoped
{
    /// <summary>Name of the owning account; goes together with <see cref="DomainId"/>.</summary>
    public string? Account { get; init; }

    /// <summary>32 or 64; 64 if not said.</summary>
    public int? Bits { get; init; }

    /// <summary>MD5 checksum in hexadecimal; a download that differs fails.</summary>
    public string? Checksum { get; init; }

    /// <summary>Details by name, handed to the hypervisor.</summary>
    public IReadOnlyDictionary<string, string>? Details { get; init; }

    /// <summary>Domain of the owning account; goes together with <see cref="Account"/>.</summary>
    public DomainId? DomainId { get; init; }

    /// <summary>Whether others may download it; false if not said.</summary>
    public bool? IsExtractable { get; init; }

    /// <summary>Whether it is shown as featured; administrators only.</summary>
    public bool? IsFeatured { get; init; }

    /// <summary>Whether all accounts may use it; false if not said.</summary>
    public bool? IsPublic { get; init; }

    /// <summary>Whether its guests can take a password; false if not said.</summary>
    public bool? PasswordEnabled { get; init; }

    /// <summary>Project that shall own it; excludes <see cref="Account"/>.</summary>
    public ProjectId? ProjectId { get; init; }

    /// <summary>Whether it needs hardware virtualisation; true if not said.</summary>
    public bool? RequiresHvm { get; init; }

    /// <summary>Whether its guests can take an SSH key; false if not said.</summary>
    public bool? SshKeyEnabled { get; init; }

    /// <summary>Tag that the hosts for it must carry; administrators only.</summary>
    public string? TemplateTag { get; init; }
}
