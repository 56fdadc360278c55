using CloudStack.Engine.Persistence;
using LinqToDB;

namespace CloudStack.Engine;

internal sealed class ListVlanIpRangesHandler(SettingsStore settings) : IHandler<ListVlanIpRanges, ListResult<VlanIpRange>>
{
    public Task<ListResult<VlanIpRange>> HandleAsync(ListVlanIpRanges command, CommandContext context, CancellationToken ct) =>
        context.ReadAsync(async db =>
        {
            var rows = Filter(db.VlanIpRanges.Where(row => row.Removed.IsNotSet()), command, context);
            if (context.Row<ProjectRow>(command.ProjectId?.Value) is { } project)
            {
                Owner.CheckOne(command.Account);
                rows = rows.Where(row => row.AccountId == project.AccountId);
            }
            else if (command.Account is not null)
            {
                var owner = await Owner.ResolveAsync(db, context.Caller, command.Account, context.Row<DomainRow>(command.DomainId?.Value));
                rows = rows.Where(row => row.AccountId == owner.AccountId);
            }
            else if (context.Row<DomainRow>(command.DomainId?.Value) is { } domain)
            {
                rows = rows.Where(row => row.DomainId == domain.Id);
            }
            return await rows.AsVlanIpRanges(db).PageAsync(command, context, settings.Current.DefaultPageSize, ct);
        }, ct);

    private static IQueryable<VlanIpRangeRow> Filter(IQueryable<VlanIpRangeRow> rows, ListVlanIpRanges command, CommandContext context)
    {
        if (command.Id is { } id)
        {
            rows = rows.Where(row => row.Uuid == id.Value);
        }
        if (command.ForVirtualNetwork is { } isPublic)
        {
            var type = isPublic ? IpRanges.PublicType : IpRanges.GuestType;
            rows = rows.Where(row => row.Type == type);
        }
        if (context.Row<NetworkRow>(command.NetworkId?.Value) is { } network)
        {
            rows = rows.Where(row => row.NetworkId == network.Id);
        }
        if (context.Row<PhysicalNetworkRow>(command.PhysicalNetworkId?.Value) is { } physical)
        {
            rows = rows.Where(row => row.PhysicalNetworkId == physical.Id);
        }
        if (context.Row<PodRow>(command.PodId?.Value) is { } pod)
        {
            rows = rows.Where(row => row.PodId == pod.Id);
        }
        if (context.Row<ZoneRow>(command.ZoneId?.Value) is { } zone)
        {
            rows = rows.Where(row => row.ZoneId == zone.Id);
        }
        if (command.Vlan is { } text)
        {
            var vlan = VlanUri.Parse("vlan", text);
            rows = rows.Where(row => row.Vlan == vlan);
        }
        if (command.Keyword is { } keyword)
        {
            rows = rows.Where(row => row.Vlan.Contains(keyword) || row.StartIp!.Contains(keyword) || row.EndIp!.Contains(keyword));
        }
        return rows;
    }
}
