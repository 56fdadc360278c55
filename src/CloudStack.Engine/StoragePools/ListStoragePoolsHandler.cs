using LinqToDB;

namespace CloudStack.Engine;

internal sealed class ListStoragePoolsHandler(SettingsStore settings) : IHandler<ListStoragePools, ListResult<StoragePool>>
{
    public Task<ListResult<StoragePool>> HandleAsync(ListStoragePools command, CommandContext context, CancellationToken ct) =>
        context.ReadAsync(db => Filter(db.StoragePools.Where(pool => pool.Removed.IsNotSet()), command, context).AsStoragePools(db)
            .PageAsync(command, context, settings.Current.DefaultPageSize, ct), ct);

    private static IQueryable<StoragePoolRow> Filter(IQueryable<StoragePoolRow> pools, ListStoragePools command, CommandContext context)
    {
        if (command.Id is { } id)
        {
            pools = pools.Where(pool => pool.Uuid == id.Value);
        }
        if (command.Name is { } name)
        {
            pools = pools.Where(pool => pool.Name == name);
        }
        if (command.Keyword is { } keyword)
        {
            pools = pools.Where(pool => pool.Name.Contains(keyword) || pool.Type.Contains(keyword));
        }
        if (command.IpAddress is { } address)
        {
            pools = pools.Where(pool => pool.Host == address);
        }
        if (command.Path is { } path)
        {
            pools = pools.Where(pool => pool.Path == path);
        }
        if (context.Row<ZoneRow>(command.ZoneId?.Value) is { } zone)
        {
            pools = pools.Where(pool => pool.ZoneId == zone.Id);
        }
        if (context.Row<PodRow>(command.PodId?.Value) is { } pod)
        {
            pools = pools.Where(pool => pool.PodId == pod.Id);
        }
        return context.Row<ClusterRow>(command.ClusterId?.Value) is { } cluster ? pools.Where(pool => pool.ClusterId == cluster.Id) : pools;
    }
}
