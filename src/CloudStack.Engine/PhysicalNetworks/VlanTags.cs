using System.Globalization;
using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;
using LinqToDB.Data;

namespace CloudStack.Engine;

/// <summary>The VLANs of a physical network that guest networks take from: one row for each tag.</summary>
internal static class VlanTags
{
    /// <summary>A range such as <c>600-799</c>, or one tag.</summary>
    /// <exception cref="CloudStackException">It is no range of VLANs (431).</exception>
    public static (int First, int Last) Parse(string text)
    {
        var parts = text.Split('-');
        if (parts.Length <= 2 && TryTag(parts[0], out var first) && TryTag(parts[^1], out var last) && first <= last)
        {
            return (first, last);
        }
        throw CloudStackException.Invalid($"vlan must be a range of VLANs from 1 to 4094 such as 600-799, not {text}.");
    }

    /// <summary>Makes the range of a physical network what is asked for: adds tags, and removes those outside, which must be free.</summary>
    public static async Task SetRangeAsync(Db db, PhysicalNetworkRow physical, int first, int last)
    {
        await CheckAsync(db, physical, first, last);
        await db.VlanTags.DeleteAsync(row => row.PhysicalNetworkId == physical.Id && (row.Tag < first || row.Tag > last) && row.NetworkId == null);
        var left = await db.VlanTags.Where(row => row.PhysicalNetworkId == physical.Id).Select(row => row.Tag).ToListAsync();
        var used = left.Where(tag => tag < first || tag > last).Order().ToList();
        if (used.Count > 0)
        {
            throw CloudStackException.Invalid(
                $"The range {first}-{last} of physical network {physical.Name} leaves out VLANs that networks use: {string.Join(", ", used)}. Keep them in the range, or delete those networks.");
        }
        var have = left.ToHashSet();
        await db.VlanTags.BulkCopyAsync(new BulkCopyOptions { BulkCopyType = BulkCopyType.MultipleRows }, Enumerable.Range(first, last - first + 1)
            .Where(tag => !have.Contains(tag))
            .Select(tag => new VlanTagRow { ZoneId = physical.ZoneId, PhysicalNetworkId = physical.Id, Tag = tag }));
    }

    /// <summary>Takes a random free VLAN for a network.</summary>
    /// <exception cref="CloudStackException">There is none (533).</exception>
    public static async Task<int> TakeAsync(Db db, NetworkRow network, IIdSource ids, DateTimeOffset now)
    {
        for (var attempt = 0; attempt < 20; attempt++)
        {
            var free = await db.VlanTags.Where(row => row.PhysicalNetworkId == network.PhysicalNetworkId && row.NetworkId == null)
                .Select(row => new { row.Id, row.Tag }).ToListAsync();
            if (free.Count == 0)
            {
                break;
            }
            var chosen = free[(int)ids.Below(free.Count)];
            var taken = await db.VlanTags.Where(row => row.Id == chosen.Id && row.NetworkId == null)
                .Set(row => row.NetworkId, network.Id)
                .Set(row => row.AccountId, network.AccountId)
                .Set(row => row.Taken, now)
                .UpdateAsync();
            if (taken == 1)
            {
                return chosen.Tag;
            }
        }
        var name = await db.PhysicalNetworks.Where(row => row.Id == network.PhysicalNetworkId).Select(row => row.Name).FirstOrDefaultAsync();
        throw new CloudStackException(ErrorCode.InsufficientCapacity,
            $"No VLAN of the physical network {name} is free for the network {network.Name}. Extend its range with updatePhysicalNetwork, or delete networks.");
    }

    /// <summary>Gives back what a network has taken; repeating is harmless.</summary>
    /// <returns>How many tags it had.</returns>
    public static Task<int> ReleaseAsync(Db db, long networkId) =>
        db.VlanTags.Where(row => row.NetworkId == networkId)
            .Set(row => row.NetworkId, (long?)null)
            .Set(row => row.AccountId, (long?)null)
            .Set(row => row.Taken, (DateTimeOffset?)null)
            .UpdateAsync();

    private static bool TryTag(string text, out int tag) =>
        int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out tag) && tag is >= 1 and <= 4094;

    /// <summary>The range is nobody else's in the zone: no other physical network's, no public one, and no network's with a VLAN of its own.</summary>
    private static async Task CheckAsync(Db db, PhysicalNetworkRow physical, int first, int last)
    {
        var other = await (from row in db.PhysicalNetworks
                           where row.ZoneId == physical.ZoneId && row.Id != physical.Id && row.Removed.IsNotSet()
                               && row.VlanFirst <= last && row.VlanLast >= first
                           select row).FirstOrDefaultAsync();
        if (other is not null)
        {
            throw CloudStackException.Invalid(
                $"The VLANs {first}-{last} overlap those of the physical network {other.Name} in the same zone ({other.VlanFirst}-{other.VlanLast}). Choose others.");
        }
        var ranges = await db.VlanIpRanges.Where(row => row.ZoneId == physical.ZoneId && row.Removed.IsNotSet()).Select(row => row.Vlan).Distinct().ToListAsync();
        var uris = await db.Networks
            .Where(row => row.PhysicalNetworkId == physical.Id && row.State == NetworkState.Setup && row.Removed.IsNotSet() && row.BroadcastUri != null)
            .Select(row => row.BroadcastUri).ToListAsync();
        var taken = ranges.Select(vlan => VlanUri.TagOf(VlanUri.Of(vlan))).Concat(uris.Select(VlanUri.TagOf)).Where(tag => tag >= first && tag <= last).Distinct().ToList();
        if (taken.Count > 0)
        {
            throw CloudStackException.Invalid(
                $"The VLANs {first}-{last} hold some that IP ranges or networks of this zone have for themselves: {string.Join(", ", taken)}. Choose a range without them.");
        }
    }
}
