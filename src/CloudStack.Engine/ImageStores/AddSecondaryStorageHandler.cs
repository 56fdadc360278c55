using LinqToDB;

namespace CloudStack.Engine;

internal sealed class AddSecondaryStorageHandler(IIdSource ids, HostViews views) : IHandler<AddSecondaryStorage, Host>
{
    public Task<Host> HandleAsync(AddSecondaryStorage command, CommandContext context, CancellationToken ct)
    {
        var zone = context.Row<ZoneRow>(command.ZoneId?.Value) ?? throw CloudStackException.Invalid("addSecondaryStorage needs the parameter zoneid.");
        ZoneRules.CheckUsable(zone, context.Caller);
        var source = ImageStoreRules.Parse(command.Url);
        var (total, used) = Measure(source);
        var store = new ImageStoreRow
        {
            Uuid = ids.NewGuid(),
            ZoneId = zone.Id,
            Name = source.Url,
            Protocol = source.Protocol,
            Url = source.Url,
            CapacityBytes = total,
            UsedBytes = used,
            Created = context.Now,
        };
        var host = new HostRow
        {
            Uuid = store.Uuid,
            ZoneId = zone.Id,
            Name = source.Url,
            Type = ImageStoreRules.HostType,
            Address = source.Url,
            Status = HostStatus.Up,
            ResourceState = HostResourceState.Enabled,
            Created = context.Now,
        };
        return context.WriteAsync(async db =>
        {
            await ImageStoreRules.CheckNewAsync(db, source, store.Uuid);
            await db.InsertRowAsync(store);
            await db.InsertRowAsync(host);
            return await views.GetAsync(db, host.Id);
        }, ct);
    }

    /// <summary>A directory of this machine can be measured here; what is elsewhere is measured by whoever reaches it.</summary>
    private static (long Total, long Used) Measure(ImageStoreSource source)
    {
        if (source.Protocol != "file")
        {
            return (0, 0);
        }
        var path = new Uri(source.Url).LocalPath;
        if (!Directory.Exists(path))
        {
            throw CloudStackException.Invalid($"The directory {path} of {source.Url} is not there. Make it on every management server first.");
        }
        var drive = new DriveInfo(path);
        return (drive.TotalSize, drive.TotalSize - drive.AvailableFreeSpace);
    }
}
