namespace CloudStack;

/// <summary>Lists the snapshot policies of a volume.</summary>
/// <param name="VolumeId">The volume.</param>
[Command("listSnapshotPolicies", Access = Role.Everyone, CountsAll = true, LegacyClass = "user.snapshot.ListSnapshotPoliciesCmd")]
public sealed record ListSnapshotPolicies([property: Owned] VolumeId VolumeId) : IListCommand<SnapshotPolicy>
{
    /// <summary>Only those with this text in their schedule or time zone.</summary>
    public string? Keyword { get; init; }

    /// <summary>Page to return, from 1; goes together with <see cref="PageSize"/>.</summary>
    public int? Page { get; init; }

    /// <summary>Items a page, at most <c>default.page.size</c>; -1 alone means all.</summary>
    public int? PageSize { get; init; }
}
