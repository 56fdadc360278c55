using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

internal sealed class UpdateHostHandler(HostViews views, PlacementIndex placement) : IHandler<UpdateHost, Host>
{
    public async Task<Host> HandleAsync(UpdateHost command, CommandContext context, CancellationToken ct)
    {
        var id = context.Row<HostRow>(command.Id.Value).Id;
        var category = context.Row<GuestOsCategoryRow>(command.OsCategoryId?.Value);
        var (view, zoneId) = await context.WriteAsync(async db =>
        {
            var host = await db.Hosts.FirstAsync(row => row.Id == id);
            if (command.AllocationState is { } state)
            {
                host.ResourceState = Next(host, state);
            }
            if (command.HostTags is not null)
            {
                host.Tags = HostRules.Tags("hosttags", command.HostTags);
            }
            if (category is not null)
            {
                host.GuestOsCategoryId = category.Id;
            }
            if (command.Url is { } url)
            {
                await MoveStoreAsync(db, host, url);
            }
            await db.UpdateVersionedAsync(host);
            return (await views.GetAsync(db, id), host.ZoneId);
        }, ct);
        placement.Invalidate(zoneId);
        return view;
    }

    /// <summary>4.1 calls the values Enable and Disable; the names of the states that they lead to are taken too.</summary>
    private static HostResourceState Next(HostRow host, string asked)
    {
        var enable = asked.Equals("Enable", StringComparison.OrdinalIgnoreCase) || asked.Equals("Enabled", StringComparison.OrdinalIgnoreCase);
        if (!enable && !asked.Equals("Disable", StringComparison.OrdinalIgnoreCase) && !asked.Equals("Disabled", StringComparison.OrdinalIgnoreCase))
        {
            throw CloudStackException.Invalid($"allocationstate cannot be {asked}; it is Enable or Disable.");
        }
        return (host.ResourceState, enable) switch
        {
            (HostResourceState.Enabled or HostResourceState.Disabled, true) => HostResourceState.Enabled,
            (HostResourceState.Enabled or HostResourceState.Disabled or HostResourceState.ErrorInMaintenance, false) => HostResourceState.Disabled,
            _ => throw CloudStackException.Invalid(
                $"The host {host.Name} is {host.ResourceState} and cannot be {(enable ? "enabled" : "disabled")}. Cancel its maintenance first."),
        };
    }

    /// <summary>Only secondary storage has an address that may change under it.</summary>
    private static async Task MoveStoreAsync(Db db, HostRow host, string url)
    {
        if (host.Type != ImageStoreRules.HostType)
        {
            throw CloudStackException.Invalid($"url is for secondary storage; the address of the host {host.Name} cannot be changed. Delete it and add it again.");
        }
        var source = ImageStoreRules.Parse(url);
        await ImageStoreRules.CheckNewAsync(db, source, host.Uuid);
        (host.Address, host.Name) = (source.Url, source.Url);
        await db.ImageStores.Where(row => row.Uuid == host.Uuid).Set(row => row.Url, source.Url).Set(row => row.Protocol, source.Protocol)
            .Set(row => row.Version, row => row.Version + 1).UpdateAsync();
    }
}
