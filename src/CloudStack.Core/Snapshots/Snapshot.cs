namespace CloudStack;

/// <summary>A snapshot: what a volume held at one moment, kept in the image store.</summary>
[View("snapshot")]
public sealed record Snapshot
{
    /// <summary>Its id.</summary>
    public SnapshotId Id { get; init; }

    /// <summary>Name of the owning account; null when a project owns it.</summary>
    public string? Account { get; init; }

    /// <summary>Domain of the owner.</summary>
    public DomainId? DomainId { get; init; }

    /// <summary>Name of the owner's domain.</summary>
    public string? Domain { get; init; }

    /// <summary>Project that owns it, if one does.</summary>
    public ProjectId? ProjectId { get; init; }

    /// <summary>Name of the owning project.</summary>
    public string? Project { get; init; }

    /// <summary><c>MANUAL</c>, or <c>RECURRING</c> for one that a policy took.</summary>
    public string? SnapshotType { get; init; }

    /// <summary>Volume that it was taken of, which may be gone by now.</summary>
    public VolumeId? VolumeId { get; init; }

    /// <summary>That volume's name.</summary>
    public string? VolumeName { get; init; }

    /// <summary>What that volume is for.</summary>
    public VolumeType? VolumeType { get; init; }

    /// <summary>When it was taken.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary><c>MANUAL</c>, <c>HOURLY</c>, <c>DAILY</c>, <c>WEEKLY</c> or <c>MONTHLY</c>.</summary>
    public string? IntervalType { get; init; }

    /// <summary>State.</summary>
    public SnapshotState? State { get; init; }

    /// <summary>Its tags.</summary>
    public IReadOnlyList<ResourceTag> Tags { get; init; } = [];
}
