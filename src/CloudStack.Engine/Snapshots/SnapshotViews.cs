using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Snapshots and their policies as clients see them.</summary>
internal static class SnapshotViews
{
    public static IQueryable<SnapshotView> AsSnapshots(this IQueryable<SnapshotRow> snapshots, Db db) =>
        from snapshot in snapshots
        join account in db.Accounts on snapshot.AccountId equals account.Id
        join domain in db.Domains on snapshot.DomainId equals domain.Id
        join volume in db.Volumes on snapshot.VolumeId equals volume.Id
        from project in db.Projects.Where(project => project.AccountId == snapshot.AccountId).DefaultIfEmpty()
        select new SnapshotView(snapshot.Id, snapshot.Interval, new Snapshot
        {
            Id = new SnapshotId(snapshot.Uuid),
            Account = project == null ? account.Name : null,
            ProjectId = project == null ? null : new ProjectId(project.Uuid),
            Project = project == null ? null : project.Name,
            DomainId = new DomainId(domain.Uuid),
            Domain = domain.Name,
            VolumeId = new VolumeId(volume.Uuid),
            VolumeName = volume.Name,
            VolumeType = volume.Type,
            Created = snapshot.Created,
            Name = snapshot.Name,
            State = snapshot.State,
        });

    public static async Task<IReadOnlyList<Snapshot>> WithTagsAsync(Db db, IReadOnlyList<SnapshotView> page)
    {
        var tags = await TagViews.ByResourceAsync(db, "Snapshot", [.. page.Select(snapshot => snapshot.Id)]);
        return [.. page.Select(snapshot => snapshot.View with
        {
            SnapshotType = snapshot.Interval is null ? "MANUAL" : "RECURRING",
            IntervalType = snapshot.Interval?.ToString().ToUpperInvariant() ?? "MANUAL",
            Tags = tags.GetValueOrDefault(snapshot.Id) ?? [],
        })];
    }

    public static async Task<Snapshot> ReadAsync(Db db, long id) =>
        (await WithTagsAsync(db, [await db.Snapshots.Where(row => row.Id == id).AsSnapshots(db).FirstAsync()]))[0];

    public static IQueryable<SnapshotPolicy> AsPolicies(this IQueryable<SnapshotPolicyRow> policies, Db db) =>
        from policy in policies
        join volume in db.Volumes on policy.VolumeId equals volume.Id
        orderby policy.Id
        select new SnapshotPolicy
        {
            Id = new SnapshotPolicyId(policy.Uuid),
            VolumeId = new VolumeId(volume.Uuid),
            Schedule = policy.Schedule,
            IntervalType = policy.Interval == SnapshotInterval.Hourly ? (short)0 : policy.Interval == SnapshotInterval.Daily ? (short)1
                : policy.Interval == SnapshotInterval.Weekly ? (short)2 : (short)3,
            MaxSnaps = policy.MaxSnaps,
            TimeZone = policy.TimeZone,
        };
}

/// <summary>A view with what is added to it outside the query.</summary>
internal sealed record SnapshotView(long Id, SnapshotInterval? Interval, Snapshot View);
