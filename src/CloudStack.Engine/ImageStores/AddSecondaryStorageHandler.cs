using CloudStack.Drivers;
using LinqToDB;

namespace CloudStack.Engine;

internal sealed class AddSecondaryStorageHandler(IIdSource ids, HostViews views, ImageStoreGateway gateway) : IHandler<AddSecondaryStorage, Host>
{
    public async Task<Host> HandleAsync(AddSecondaryStorage command, CommandContext context, CancellationToken ct)
    {
        var zone = context.Row<ZoneRow>(command.ZoneId?.Value) ?? throw CloudStackException.Invalid("addSecondaryStorage needs the parameter zoneid.");
        ZoneRules.CheckUsable(zone, context.Caller);
        var source = ImageStoreRules.Parse(command.Url);
        var store = new ImageStoreRow
        {
            Uuid = ids.NewGuid(),
            ZoneId = zone.Id,
            Name = source.Url,
            Protocol = source.Protocol,
            Url = source.Url,
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
        var facts = await ProbeAsync(store, ct);
        (store.CapacityBytes, store.UsedBytes) = (facts.CapacityBytes, facts.UsedBytes);
        return await context.WriteAsync(async db =>
        {
            await ImageStoreRules.CheckNewAsync(db, source, store.Uuid);
            await db.InsertRowAsync(store);
            await db.InsertRowAsync(host);
            return await views.GetAsync(db, host.Id);
        }, ct);
    }

    private async Task<PoolFacts> ProbeAsync(ImageStoreRow store, CancellationToken ct)
    {
        try
        {
            return await gateway.Connect(store).CallAsync((driver, spec) => driver.ProbeAsync(spec, ct), ct);
        }
        catch (DriverException exception)
        {
            throw new CloudStackException(ErrorCode.InvalidParameter, $"The secondary storage {store.Url} cannot be used: {exception.Message}", exception);
        }
    }
}
