namespace CloudStack;

/// <summary>Adds an ISO that is downloaded from a URL to the image stores; it can be used when it is ready. The answer is a list, one item a zone.</summary>
/// <param name="DisplayText">Description.</param>
/// <param name="Name">Name.</param>
/// <param name="Url">Address of a file that ends in .iso; gz, zip or bz2 may follow. As for templates.</param>
/// <param name="ZoneId">Zone, or <see cref="ZoneId.All"/>, which is for root administrators only.</param>
[Command("registerIso", Access = Role.Everyone, Event = EventType.IsoCreate, ObjectName = "iso", LegacyClass = "user.iso.RegisterIsoCmd")]
public sealed record RegisterIso(
    [property: Length(4096)] string DisplayText,
    string Name,
    string Url,
    [property: TakesAll] ZoneId ZoneId) : ICommand<ListResult<Template>>, IOwnerScoped
{
    /// <summary>Name of the owning account; goes together with <see cref="DomainId"/>.</summary>
    public string? Account { get; init; }

    /// <summary>Whether a VM can be deployed from it; true if not said.</summary>
    public bool? Bootable { get; init; }

    /// <summary>MD5 checksum in hexadecimal; a download that differs fails.</summary>
    public string? Checksum { get; init; }

    /// <summary>Domain of the owning account; goes together with <see cref="Account"/>.</summary>
    public DomainId? DomainId { get; init; }

    /// <summary>Whether others may download it; false if not said.</summary>
    public bool? IsExtractable { get; init; }

    /// <summary>Whether it is shown as featured; root administrators only.</summary>
    public bool? IsFeatured { get; init; }

    /// <summary>Whether all accounts may use it; false if not said.</summary>
    public bool? IsPublic { get; init; }

    /// <summary>Guest operating system type; required for a bootable ISO.</summary>
    public GuestOsId? OsTypeId { get; init; }

    /// <summary>Project that shall own it; excludes <see cref="Account"/>.</summary>
    public ProjectId? ProjectId { get; init; }
}
