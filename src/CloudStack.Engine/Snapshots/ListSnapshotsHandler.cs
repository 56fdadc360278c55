using CloudStack.Engine.Persistence;
using LinqToDB;

namespace CloudStack.Engine;

internal sealed class ListSnapshotsHandler(SettingsStore settings) : IHandler<ListSnapshots, ListResult<Snapshot>>
{
    private enum Kind
    {
        Manual,
        Recurring,
    }

    public Task<ListResult<Snapshot>> HandleAsync(ListSnapshots command, CommandContext context, CancellationToken ct) =>
        context.ReadAsync(async db =>
        {
            var page = await Filter(db, command, context).Within(context.Scope, db).OrderBy(snapshot => snapshot.Id).AsSnapshots(db)
                .PageAsync(command.Page, command.PageSize, settings.Current.DefaultPageSize, context.Command.CountsAll, ct);
            return new ListResult<Snapshot>(await SnapshotViews.WithTagsAsync(db, page.Items), page.Count);
        }, ct);

    private static IQueryable<SnapshotRow> Filter(Db db, ListSnapshots command, CommandContext context)
    {
        var snapshots = db.Snapshots.Where(snapshot => snapshot.Removed.IsNotSet());
        if (command.Id is { } id)
        {
            snapshots = snapshots.Where(snapshot => snapshot.Uuid == id.Value);
        }
        if (command.Name is { } name)
        {
            snapshots = snapshots.Where(snapshot => snapshot.Name == name);
        }
        if (command.Keyword is { } word)
        {
            snapshots = snapshots.Where(snapshot => snapshot.Name.Contains(word));
        }
        if (command.VolumeId is { } volume)
        {
            var row = context.Row<VolumeRow>(volume.Value).Id;
            snapshots = snapshots.Where(snapshot => snapshot.VolumeId == row);
        }
        if (EnumParameter.ParseOptional<Kind>("snapshottype", command.SnapshotType) is { } kind)
        {
            snapshots = kind == Kind.Manual ? snapshots.Where(snapshot => snapshot.Interval == null) : snapshots.Where(snapshot => snapshot.Interval != null);
        }
        if (EnumParameter.ParseOptional<SnapshotInterval>("intervaltype", command.IntervalType) is { } interval)
        {
            snapshots = snapshots.Where(snapshot => snapshot.Interval == interval);
        }
        foreach (var (key, value) in command.Tags ?? new Dictionary<string, string>())
        {
            snapshots = snapshots.Where(snapshot => db.ResourceTags.Any(
                tag => tag.ResourceType == "Snapshot" && tag.ResourceId == snapshot.Id && tag.Name == key && tag.Value == value));
        }
        return snapshots;
    }
}
