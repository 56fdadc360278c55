namespace CloudStack.Engine;

internal sealed class ListStorageNetworkIpRangeHandler(SettingsStore settings) : IHandler<ListStorageNetworkIpRange, ListResult<StorageNetworkIpRange>>
{
    public Task<ListResult<StorageNetworkIpRange>> HandleAsync(ListStorageNetworkIpRange command, CommandContext context, CancellationToken ct) =>
        context.ReadAsync(db =>
        {
            var rows = db.StorageIpRanges.Where(row => row.Removed.IsNotSet());
            if (command.Id is { } id)
            {
                rows = rows.Where(row => row.Uuid == id.Value);
            }
            if (context.Row<PodRow>(command.PodId?.Value) is { } pod)
            {
                rows = rows.Where(row => row.PodId == pod.Id);
            }
            if (context.Row<ZoneRow>(command.ZoneId?.Value) is { } zone)
            {
                rows = rows.Where(row => row.ZoneId == zone.Id);
            }
            if (command.Keyword is { } keyword)
            {
                rows = rows.Where(row => row.StartIp.Contains(keyword) || row.EndIp.Contains(keyword));
            }
            return rows.AsStorageIpRanges(db).PageAsync(command, context, settings.Current.DefaultPageSize, ct);
        }, ct);
}
