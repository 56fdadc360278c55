using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>What a new range must keep clear of in its zone.</summary>
internal static class IpRangeOverlap
{
    /// <exception cref="CloudStackException">It does not (431).</exception>
    public static async Task CheckAsync(Db db, ZoneRow zone, IpRange range, VlanIpRangeRow row)
    {
        if (VlanUri.TagOf(VlanUri.Of(row.Vlan)) is { } tag
            && await db.VlanTags.AnyAsync(vlan => vlan.ZoneId == zone.Id && vlan.Tag == tag))
        {
            throw CloudStackException.Invalid(
                $"VLAN {tag} is one of those that guest networks of the zone {zone.Name} take from. Choose a VLAN outside those ranges (listPhysicalNetworks shows them).");
        }
        var others = await db.VlanIpRanges.Where(other => other.ZoneId == zone.Id && other.Removed.IsNotSet()).ToListAsync();
        foreach (var other in others)
        {
            Check(range, row, other);
        }
        if (range.HasIp4)
        {
            var pods = await db.Pods.Where(pod => pod.ZoneId == zone.Id && pod.Removed.IsNotSet()).ToListAsync();
            var pod = row.Vlan != VlanUri.Untagged ? null
                : pods.FirstOrDefault(pod => Ip4.ToNumber(pod.StartIp) <= range.Last && range.First <= Ip4.ToNumber(pod.EndIp.Length > 0 ? pod.EndIp : pod.StartIp));
            if (pod is not null)
            {
                throw CloudStackException.Invalid(
                    $"The range {range.StartIp} to {range.EndIp} overlaps the private addresses of the pod {pod.Name} ({pod.StartIp} to {pod.EndIp}).");
            }
        }
    }

    private static void Check(IpRange range, VlanIpRangeRow row, VlanIpRangeRow other)
    {
        // A VLAN keeps addresses apart, except public ones, which the whole world must tell apart.
        var sameVlan = row.Vlan == other.Vlan;
        var bothPublic = row.Type == IpRanges.PublicType && other.Type == IpRanges.PublicType;
        if (!sameVlan && !bothPublic)
        {
            return;
        }
        if (range.HasIp4 && other.StartIp is not null)
        {
            if (range.First <= Ip4.ToNumber(other.EndIp!) && Ip4.ToNumber(other.StartIp) <= range.Last)
            {
                throw CloudStackException.Invalid(
                    $"The range {range.StartIp} to {range.EndIp} overlaps the range {other.StartIp} to {other.EndIp} on VLAN {other.Vlan}. Choose other addresses.");
            }
            var subnet = Cidr.Of(other.Gateway!, Ip4.PrefixOf(other.Netmask!)!.Value);
            if (range.Cidr.Overlaps(subnet) && sameVlan && (range.Gateway != other.Gateway || range.Netmask != other.Netmask))
            {
                throw CloudStackException.Invalid(
                    $"VLAN {other.Vlan} has the network {subnet} with the gateway {other.Gateway} already; a further range in it needs the same gateway and netmask.");
            }
            if (range.Cidr.Overlaps(subnet) && !sameVlan)
            {
                throw CloudStackException.Invalid($"The public network {subnet} is on VLAN {other.Vlan} already, and cannot be on VLAN {row.Vlan} too.");
            }
        }
        if (range.HasIp6 && other.Ip6Range is not null && Ip6Ranges.Overlap(range.Ip6Range!, other.Ip6Range))
        {
            throw CloudStackException.Invalid($"The range {range.Ip6Range} overlaps the range {other.Ip6Range} on VLAN {other.Vlan}. Choose other addresses.");
        }
    }
}
