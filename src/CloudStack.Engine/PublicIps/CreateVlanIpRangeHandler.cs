using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

internal sealed class CreateVlanIpRangeHandler(IpRanges ranges, IpRangePlanner planner) : IHandler<CreateVlanIpRange, VlanIpRange>
{
    public async Task<VlanIpRange> HandleAsync(CreateVlanIpRange command, CommandContext context, CancellationToken ct)
    {
        var (zone, range, row) = await context.ReadAsync(db => planner.PlanAsync(db, command, context), ct);
        return await context.WriteAsync(async db =>
        {
            await ranges.CreateAsync(db, zone, range, row);
            await AdoptAsync(db, row);
            return await db.VlanIpRanges.Where(other => other.Id == row.Id).AsVlanIpRanges(db).FirstAsync(ct);
        }, ct);
    }

    /// <summary>A guest network that had no addresses of a kind yet takes over gateway and network of its first range.</summary>
    private static async Task AdoptAsync(Db db, VlanIpRangeRow row)
    {
        if (row.Type != IpRanges.GuestType || row.PodId is not null)
        {
            return;
        }
        var network = await db.Networks.FirstAsync(other => other.Id == row.NetworkId);
        var cidr = row.Gateway is null ? null : Cidr.Of(row.Gateway, Ip4.PrefixOf(row.Netmask!)!.Value).ToString();
        await db.Networks.Where(other => other.Id == row.NetworkId)
            .Set(other => other.Gateway, network.Gateway ?? row.Gateway)
            .Set(other => other.Cidr, network.Cidr ?? cidr)
            .Set(other => other.Ip6Gateway, network.Ip6Gateway ?? row.Ip6Gateway)
            .Set(other => other.Ip6Cidr, network.Ip6Cidr ?? row.Ip6Cidr)
            .Set(other => other.Version, other => other.Version + 1)
            .UpdateAsync();
    }
}
