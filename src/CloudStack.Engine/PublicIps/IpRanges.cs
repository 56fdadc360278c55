using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;
using LinqToDB.Data;

namespace CloudStack.Engine;

/// <summary>Makes ranges of addresses, one row for each IPv4 address, and removes them.</summary>
internal sealed class IpRanges(IIdSource ids)
{
    /// <summary>4.1's names for ranges of public addresses and for those that belong to a guest network.</summary>
    public const string PublicType = "VirtualNetwork", GuestType = "DirectAttached";

    /// <summary>Adds a range to a network, in the caller's transaction.</summary>
    /// <param name="db">The transaction.</param>
    /// <param name="zone">The zone.</param>
    /// <param name="range">The addresses.</param>
    /// <param name="row">What else the row holds: network, physical network, pod, kind, VLAN, owner.</param>
    /// <exception cref="CloudStackException">It overlaps another range (431).</exception>
    public async Task<VlanIpRangeRow> CreateAsync(Db db, ZoneRow zone, IpRange range, VlanIpRangeRow row)
    {
        var count = range.HasIp4 ? range.Last - range.First + 1 : 0;
        // This takes the numbers for the addresses, and makes ranges of one zone wait for each other.
        await db.Zones.Where(z => z.Id == zone.Id)
            .Set(z => z.MacAddress, z => z.MacAddress + count)
            .Set(z => z.Version, z => z.Version + 1)
            .UpdateAsync();
        await IpRangeOverlap.CheckAsync(db, zone, range, row);
        (row.Uuid, row.ZoneId) = (ids.NewGuid(), zone.Id);
        (row.Gateway, row.Netmask, row.StartIp, row.EndIp) = (range.Gateway, range.Netmask, range.StartIp, range.EndIp);
        (row.Ip6Gateway, row.Ip6Cidr, row.Ip6Range) = (range.Ip6Gateway, range.Ip6Cidr, range.Ip6Range);
        await db.InsertRowAsync(row);
        if (count > 0)
        {
            var firstMac = await db.Zones.Where(z => z.Id == zone.Id).Select(z => z.MacAddress).FirstAsync() - count;
            await db.IpAddresses.BulkCopyAsync(new BulkCopyOptions { BulkCopyType = BulkCopyType.MultipleRows }, Enumerable.Range(0, (int)count)
                .Select(index => new IpAddressRow
                {
                    Uuid = ids.NewGuid(),
                    ZoneId = zone.Id,
                    RangeId = row.Id,
                    NetworkId = row.NetworkId,
                    Address = Ip4.FromNumber(range.First + index),
                    AddressNumber = range.First + index,
                    MacNumber = firstMac + index,
                    IsSystem = row.ForSystemUse,
                }));
        }
        return row;
    }

    /// <summary>Removes ranges whose addresses nobody has, with their addresses.</summary>
    /// <exception cref="CloudStackException">An address is in use (431).</exception>
    public static async Task DeleteAsync(Db db, IReadOnlyCollection<long> rangeIds, DateTimeOffset now)
    {
        // Only free ones go; one that a VM takes at this moment is either gone for it or still here for us.
        await db.IpAddresses.DeleteAsync(address => rangeIds.Contains(address.RangeId) && address.State == IpAddressState.Free);
        if (await db.IpAddresses.FirstOrDefaultAsync(address => rangeIds.Contains(address.RangeId)) is { } used)
        {
            throw CloudStackException.Invalid($"The address {used.Address} of the range is {used.State.ToString().ToLowerInvariant()}. Release it, or remove what has it, first.");
        }
        await db.VlanIpRanges.Where(range => rangeIds.Contains(range.Id) && range.Removed.IsNotSet())
            .Set(range => range.Removed, now)
            .Set(range => range.Version, range => range.Version + 1)
            .UpdateAsync();
    }
}
