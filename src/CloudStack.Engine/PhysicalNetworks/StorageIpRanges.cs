using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;
using LinqToDB.Data;

namespace CloudStack.Engine;

/// <summary>Ranges of the storage network: checks, addresses and views.</summary>
internal static class StorageIpRanges
{
    public static IQueryable<StorageNetworkIpRange> AsStorageIpRanges(this IQueryable<StorageIpRangeRow> rows, Db db) =>
        from row in rows
        from zone in db.Zones.Where(zone => zone.Id == row.ZoneId)
        from pod in db.Pods.Where(pod => pod.Id == row.PodId)
        from network in db.Networks.Where(network => network.Id == row.NetworkId)
        orderby row.Id
        select new StorageNetworkIpRange
        {
            Id = new StorageNetworkIpRangeId(row.Uuid),
            Vlan = row.Vlan,
            PodId = new PodId(pod.Uuid),
            StartIp = row.StartIp,
            EndIp = row.EndIp,
            Gateway = row.Gateway,
            NetworkId = new NetworkId(network.Uuid),
            ZoneId = new ZoneId(zone.Uuid),
            Netmask = row.Netmask,
        };

    /// <exception cref="CloudStackException">The range is none, or overlaps the pod's addresses or another range (431).</exception>
    public static async Task CheckAsync(Db db, StorageIpRangeRow row)
    {
        if (row.Vlan is < 1 or > 4094)
        {
            throw CloudStackException.Invalid($"vlan must be from 1 to 4094, not {row.Vlan}; leave it out for an untagged network.");
        }
        var range = IpRange.Parse(row.Gateway, row.Netmask, row.StartIp, row.EndIp, null, null, null, null);
        var pod = await db.Pods.FirstAsync(other => other.Id == row.PodId);
        if (Overlaps(range, pod.StartIp, pod.EndIp.Length > 0 ? pod.EndIp : pod.StartIp))
        {
            throw CloudStackException.Invalid($"The range {row.StartIp} to {row.EndIp} overlaps the private addresses of the pod {pod.Name} ({pod.StartIp} to {pod.EndIp}).");
        }
        var others = await db.StorageIpRanges.Where(other => other.PodId == row.PodId && other.Id != row.Id && other.Removed.IsNotSet()).ToListAsync();
        if (others.FirstOrDefault(other => Overlaps(range, other.StartIp, other.EndIp)) is { } overlapping)
        {
            throw CloudStackException.Invalid($"The range {row.StartIp} to {row.EndIp} overlaps the storage range {overlapping.StartIp} to {overlapping.EndIp} of the same pod.");
        }
    }

    /// <summary>Makes the addresses of a range, which has none in use, anew.</summary>
    public static async Task FillAsync(Db db, StorageIpRangeRow row)
    {
        await ClearAsync(db, row);
        var (first, last) = (Ip4.ToNumber(row.StartIp), Ip4.ToNumber(row.EndIp));
        var count = last - first + 1;
        await db.Zones.Where(zone => zone.Id == row.ZoneId)
            .Set(zone => zone.MacAddress, zone => zone.MacAddress + count)
            .Set(zone => zone.Version, zone => zone.Version + 1)
            .UpdateAsync();
        var mac = await db.Zones.Where(zone => zone.Id == row.ZoneId).Select(zone => zone.MacAddress).FirstAsync() - count;
        await db.StorageIps.BulkCopyAsync(new BulkCopyOptions { BulkCopyType = BulkCopyType.MultipleRows }, Enumerable.Range(0, (int)count)
            .Select(index => new StorageIpRow { RangeId = row.Id, Address = Ip4.FromNumber(first + index), MacNumber = mac + index }));
    }

    /// <exception cref="CloudStackException">An address is in use (431).</exception>
    public static async Task ClearAsync(Db db, StorageIpRangeRow row)
    {
        await db.StorageIps.DeleteAsync(address => address.RangeId == row.Id && address.Taken == null);
        if (await db.StorageIps.FirstOrDefaultAsync(address => address.RangeId == row.Id) is { } used)
        {
            throw CloudStackException.Invalid($"The storage address {used.Address} is in use by a system VM. Stop it first.");
        }
    }

    private static bool Overlaps(IpRange range, string start, string end) => Ip4.ToNumber(start) <= range.Last && range.First <= Ip4.ToNumber(end);
}
