namespace CloudStack.Engine;

/// <summary>A template or an ISO that is to be registered.</summary>
internal sealed record ImageRequest(bool IsIso, string Name, string DisplayText, string Url, string Format, string? Hypervisor, long GuestOsId, ZoneId ZoneId)
{
    public string? Checksum { get; init; }
    public int? Bits { get; init; }
    public bool? RequiresHvm { get; init; }
    public bool? PasswordEnabled { get; init; }
    public bool? SshKeyEnabled { get; init; }
    public bool? IsPublic { get; init; }
    public bool? IsFeatured { get; init; }
    public bool? IsExtractable { get; init; }
    public bool? IsBootable { get; init; }
    public string? Tag { get; init; }
    public IReadOnlyDictionary<string, string>? Details { get; init; }

    /// <summary>For messages.</summary>
    public string Noun => IsIso ? "ISO" : "template";
}
