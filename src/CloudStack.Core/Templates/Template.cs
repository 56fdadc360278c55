namespace CloudStack;

/// <summary>A template or ISO, as it is in one zone.</summary>
[View("template")]
public sealed record Template
{
    /// <summary>Its id.</summary>
    public TemplateId Id { get; init; }

    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>Description.</summary>
    public string? DisplayText { get; init; }

    /// <summary>Whether all accounts may use it.</summary>
    public bool IsPublic { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>When it was deleted.</summary>
    public DateTimeOffset? Removed { get; init; }

    /// <summary>Whether it can be used in the zone.</summary>
    public bool IsReady { get; init; }

    /// <summary>Whether its guests can take a password.</summary>
    public bool? PasswordEnabled { get; init; }

    /// <summary>Format, for example <c>QCOW2</c>.</summary>
    public string? Format { get; init; }

    /// <summary>Whether it can be booted from.</summary>
    public bool? Bootable { get; init; }

    /// <summary>Whether it is shown as featured.</summary>
    public bool IsFeatured { get; init; }

    /// <summary>Whether it is in all zones.</summary>
    [WireName("crossZones")]
    public bool CrossZones { get; init; }

    /// <summary>Guest operating system type.</summary>
    public GuestOsId? OsTypeId { get; init; }

    /// <summary>That type's name.</summary>
    public string? OsTypeName { get; init; }

    /// <summary>Owning account.</summary>
    public AccountId? AccountId { get; init; }

    /// <summary>Name of the owning account; null when a project owns it.</summary>
    public string? Account { get; init; }

    /// <summary>Its zone.</summary>
    public ZoneId? ZoneId { get; init; }

    /// <summary>Its zone's name.</summary>
    public string? ZoneName { get; init; }

    /// <summary>How its download is doing, or why it failed.</summary>
    public string? Status { get; init; }

    /// <summary>Size in bytes.</summary>
    public long? Size { get; init; }

    /// <summary><c>USER</c>, <c>BUILTIN</c>, <c>SYSTEM</c> or <c>PERHOST</c>.</summary>
    public string? TemplateType { get; init; }

    /// <summary>Kind of hypervisor.</summary>
    public string? Hypervisor { get; init; }

    /// <summary>Name of the owner's domain.</summary>
    public string? Domain { get; init; }

    /// <summary>Domain of the owner.</summary>
    public DomainId? DomainId { get; init; }

    /// <summary>Whether others may download it.</summary>
    public bool? IsExtractable { get; init; }

    /// <summary>MD5 checksum in hexadecimal.</summary>
    public string? Checksum { get; init; }

    /// <summary>Template that it was made from.</summary>
    public TemplateId? SourceTemplateId { get; init; }

    /// <summary>Image store that holds it.</summary>
    public HostId? HostId { get; init; }

    /// <summary>That store's name.</summary>
    public string? HostName { get; init; }

    /// <summary>Tag that the hosts for it must carry.</summary>
    public string? TemplateTag { get; init; }

    /// <summary>Project that owns it, if one does.</summary>
    public ProjectId? ProjectId { get; init; }

    /// <summary>Name of the owning project.</summary>
    public string? Project { get; init; }

    /// <summary>Details by name.</summary>
    public IReadOnlyDictionary<string, string>? Details { get; init; }

    /// <summary>Its tags.</summary>
    public IReadOnlyList<ResourceTag> Tags { get; init; } = [];

    /// <summary>Whether its guests can take an SSH key.</summary>
    public bool? SshKeyEnabled { get; init; }
}
