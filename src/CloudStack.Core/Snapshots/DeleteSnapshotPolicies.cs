namespace CloudStack;

/// <summary>Deletes snapshot policies. The snapshots that they took stay.</summary>
[Command("deleteSnapshotPolicies", Access = Role.Everyone, LegacyClass = "user.snapshot.DeleteSnapshotPoliciesCmd")]
public sealed record DeleteSnapshotPolicies : ICommand<Success>
{
    /// <summary>The policy.</summary>
    public SnapshotPolicyId? Id { get; init; }

    /// <summary>The policies; excludes <see cref="Id"/>.</summary>
    public IReadOnlyList<SnapshotPolicyId>? Ids { get; init; }
}
