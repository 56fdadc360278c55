using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>IPv6 addresses have no rows; the NICs of the network tell which are used.</summary>
internal static class Ip6Use
{
    /// <exception cref="CloudStackException">A NIC has an address of the range (431).</exception>
    public static async Task CheckAsync(Db db, VlanIpRangeRow range)
    {
        if (range.Ip6Range is null)
        {
            return;
        }
        var addresses = await db.Nics.Where(nic => nic.NetworkId == range.NetworkId && nic.Ip6Address != null).Select(nic => nic.Ip6Address!).ToListAsync();
        if (addresses.FirstOrDefault(address => Ip6Ranges.Contains(range.Ip6Range, address)) is { } used)
        {
            throw CloudStackException.Invalid($"The address {used} of the range is in use. Remove the VM that has it first.");
        }
    }
}
