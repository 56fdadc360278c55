namespace CloudStack;

/// <summary>Makes a volume ready to be downloaded: writes it to the image store and gives a URL that is good for a while.</summary>
/// <param name="Id">The volume; on a pool, and not attached to a virtual machine that runs.</param>
/// <param name="Mode">HTTP_DOWNLOAD.</param>
/// <param name="ZoneId">The volume's zone.</param>
[Command("extractVolume", Access = Role.Everyone, Runs = Runs.AsJob, Event = EventType.VolumeExtract, JobInstance = "Volume", ObjectName = "volume",
    LegacyClass = "user.volume.ExtractVolumeCmd")]
public sealed record ExtractVolume([property: Owned(AccessType.Modify)] VolumeId Id, string Mode, ZoneId ZoneId) : ICommand<Extraction>
{
    /// <summary>Where to send it with FTP_UPLOAD, which this cloud does not offer.</summary>
    public string? Url { get; init; }
}
