namespace CloudStack;

/// <summary>Brings a volume into the cloud from a URL. It is kept in the image store until it is first attached.</summary>
/// <param name="Format">QCOW2, RAW, VHD or OVA; the URL must end in it, and gz may follow.</param>
/// <param name="Name">Name to show.</param>
/// <param name="Url">HTTP or HTTPS address, on port 80, 8080 or 443 and not of an inner network.</param>
/// <param name="ZoneId">Zone.</param>
[Command("uploadVolume", Access = Role.Everyone, Runs = Runs.AsJob, Event = EventType.VolumeUpload, LegacyClass = "user.volume.UploadVolumeCmd")]
public sealed record UploadVolume(string Format, string Name, string Url, ZoneId ZoneId) : ICommand<Volume>, IOwnerScoped
{
    /// <summary>Name of the owning account; goes together with <see cref="DomainId"/>.</summary>
    public string? Account { get; init; }

    /// <summary>MD5 checksum of the file in hexadecimal; an upload that differs fails.</summary>
    public string? Checksum { get; init; }

    /// <summary>Domain of the owning account; goes together with <see cref="Account"/>.</summary>
    public DomainId? DomainId { get; init; }

    ProjectId? IOwnerScoped.ProjectId => null;
}
