using LinqToDB;

namespace CloudStack.Engine;

internal sealed class ListSnapshotPoliciesHandler(SettingsStore settings) : IHandler<ListSnapshotPolicies, ListResult<SnapshotPolicy>>
{
    public Task<ListResult<SnapshotPolicy>> HandleAsync(ListSnapshotPolicies command, CommandContext context, CancellationToken ct)
    {
        var volume = context.Row<VolumeRow>(command.VolumeId.Value).Id;
        return context.ReadAsync(db =>
        {
            var policies = db.SnapshotPolicies.Where(policy => policy.VolumeId == volume);
            if (command.Keyword is { } word)
            {
                policies = policies.Where(policy => policy.Schedule.Contains(word) || policy.TimeZone.Contains(word));
            }
            return policies.AsPolicies(db).PageAsync(command, context, settings.Current.DefaultPageSize, ct);
        }, ct);
    }
}
