namespace CloudStack;

/// <summary>
/// Makes a template from a volume that no running virtual machine uses, or from a snapshot. It belongs to the owner of that and is kept in the image store.
/// </summary>
/// <param name="DisplayText">Description.</param>
/// <param name="Name">Name.</param>
/// <param name="OsTypeId">Guest operating system type.</param>
[Command("createTemplate", Access = Role.Everyone, Runs = Runs.AsJob, Event = EventType.TemplateCreate, JobInstance = "Template",
    LegacyClass = "user.template.CreateTemplateCmd")]
public sealed record CreateTemplate(
    [property: Length(4096)] string DisplayText,
    string Name,
    GuestOsId OsTypeId) : ICreateCommand<Template>
{
    /// <summary>32 or 64; 64 if not said.</summary>
    public int? Bits { get; init; }

    /// <summary>Details by name, handed to the hypervisor.</summary>
    public IReadOnlyDictionary<string, string>? Details { get; init; }

    /// <summary>Whether it is shown as featured; root administrators only.</summary>
    public bool? IsFeatured { get; init; }

    /// <summary>Whether all accounts may use it; false if not said.</summary>
    public bool? IsPublic { get; init; }

    /// <summary>Whether its guests can take a password; false if not said.</summary>
    public bool? PasswordEnabled { get; init; }

    /// <summary>Whether it needs hardware virtualisation; true if not said.</summary>
    public bool? RequiresHvm { get; init; }

    /// <summary>Snapshot to make it from; excludes <see cref="VolumeId"/>.</summary>
    [Owned]
    public SnapshotId? SnapshotId { get; init; }

    /// <summary>Tag that the hosts for it must carry; root administrators only.</summary>
    public string? TemplateTag { get; init; }

    /// <summary>For bare metal only, which this cloud does not offer.</summary>
    public string? Url { get; init; }

    /// <summary>For bare metal only, which this cloud does not offer.</summary>
    public VirtualMachineId? VirtualMachineId { get; init; }

    /// <summary>Volume to make it from; excludes <see cref="SnapshotId"/>.</summary>
    [Owned(AccessType.Modify)]
    public VolumeId? VolumeId { get; init; }
}
