using CloudStack.Engine.Persistence;
using LinqToDB;

namespace CloudStack.Engine;

internal sealed class ListPublicIpAddressesHandler(SettingsStore settings) : IHandler<ListPublicIpAddresses, ListResult<PublicIpAddress>>
{
    public Task<ListResult<PublicIpAddress>> HandleAsync(ListPublicIpAddresses command, CommandContext context, CancellationToken ct) =>
        context.ReadAsync(async db =>
        {
            var addresses = Filter(db, command, context).AddressesWithin(context.Scope, db);
            var page = await addresses.OrderBy(row => row.Id).AsPublicIpAddresses(db)
                .PageAsync(command.Page, command.PageSize, settings.Current.DefaultPageSize, context.Command.CountsAll, ct);
            return new ListResult<PublicIpAddress>(await PublicIpViews.WithTagsAsync(db, page.Items, context.Caller.IsRoot), page.Count);
        }, ct);

    private static IQueryable<IpAddressRow> Filter(Db db, ListPublicIpAddresses command, CommandContext context)
    {
        var type = command.ForVirtualNetwork == false ? IpRanges.GuestType : IpRanges.PublicType;
        var addresses = db.IpAddresses.Where(row => db.VlanIpRanges.Any(range => range.Id == row.RangeId && range.Type == type));
        // Nobody's address is in no account's list.
        if (command.AllocatedOnly != false || !context.Scope.IsUnbound)
        {
            addresses = addresses.Where(row => row.State != IpAddressState.Free);
        }
        if (command.Id is { } id)
        {
            addresses = addresses.Where(row => row.Uuid == id.Value);
        }
        if (command.IpAddress is { } address)
        {
            addresses = addresses.Where(row => row.Address == address);
        }
        if (command.Keyword is { } word)
        {
            addresses = addresses.Where(row => row.Address.Contains(word));
        }
        if (context.Row<ZoneRow>(command.ZoneId?.Value) is { } zone)
        {
            addresses = addresses.Where(row => row.ZoneId == zone.Id);
        }
        if (context.Row<VlanIpRangeRow>(command.VlanId?.Value) is { } given)
        {
            addresses = addresses.Where(row => row.RangeId == given.Id);
        }
        if (context.Row<NetworkRow>(command.AssociatedNetworkId?.Value) is { } network)
        {
            addresses = addresses.Where(row => row.AssociatedNetworkId == network.Id);
        }
        if (context.Row<PhysicalNetworkRow>(command.PhysicalNetworkId?.Value) is { } physical)
        {
            addresses = addresses.Where(row => db.VlanIpRanges.Any(range => range.Id == row.RangeId && range.PhysicalNetworkId == physical.Id));
        }
        if (command.IsSourceNat is { } sourceNat)
        {
            addresses = addresses.Where(row => row.IsSourceNat == sourceNat);
        }
        if (command.IsStaticNat is { } staticNat)
        {
            addresses = addresses.Where(row => row.IsStaticNat == staticNat);
        }
        if (command.ForLoadBalancing == true)
        {
            addresses = addresses.Where(row => false);
        }
        foreach (var (key, value) in command.Tags ?? new Dictionary<string, string>())
        {
            addresses = addresses.Where(row => db.ResourceTags.Any(tag =>
                tag.ResourceType == "PublicIpAddress" && tag.ResourceId == row.Id && tag.Name == key && tag.Value == value));
        }
        return addresses;
    }
}
