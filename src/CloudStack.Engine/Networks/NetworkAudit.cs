using System.Globalization;
using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Compares what is taken with what uses it: VLANs, addresses and counts of active NICs.</summary>
internal static class NetworkAudit
{
    /// <summary>What does not agree, one line each; empty when everything does.</summary>
    public static async Task<IReadOnlyList<string>> FindDriftAsync(Db db)
    {
        List<string> drift = [];
        var networks = await db.Networks.Where(row => row.Removed.IsNotSet()).ToDictionaryAsync(row => row.Id);
        var nics = await db.Nics.ToListAsync();
        Tags(drift, networks, await db.VlanTags.Where(row => row.NetworkId != null).ToListAsync());
        Addresses(drift, networks, nics, await db.IpAddresses.Where(row => row.State != IpAddressState.Free || row.NicId != null).ToListAsync());
        var active = nics.Where(nic => nic.State == NicState.Reserved).GroupBy(nic => nic.NetworkId).ToDictionary(group => group.Key, group => group.Count());
        foreach (var network in networks.Values)
        {
            var expected = network.TakesVlan() ? active.GetValueOrDefault(network.Id) : 0;
            if (network.ActiveNics != expected)
            {
                drift.Add(Line($"network {network.Id} counts {network.ActiveNics} active NICs, and {expected} are reserved"));
            }
        }
        foreach (var nic in nics.Where(nic => !networks.ContainsKey(nic.NetworkId)))
        {
            drift.Add(Line($"NIC {nic.Id} is on network {nic.NetworkId}, which is gone"));
        }
        return drift;
    }

    private static void Tags(List<string> drift, Dictionary<long, NetworkRow> networks, List<VlanTagRow> tags)
    {
        foreach (var tag in tags)
        {
            if (!networks.TryGetValue(tag.NetworkId!.Value, out var network) || VlanUri.TagOf(network.BroadcastUri) != tag.Tag)
            {
                drift.Add(Line($"VLAN {tag.Tag} is taken for network {tag.NetworkId}, which is not on it"));
            }
        }
        var taken = tags.Select(tag => tag.NetworkId).ToHashSet();
        foreach (var network in networks.Values.Where(network => network.TakesVlan() && network.State == NetworkState.Implemented && !taken.Contains(network.Id)))
        {
            drift.Add(Line($"network {network.Id} is on {network.BroadcastUri}, which is not taken for it"));
        }
    }

    private static void Addresses(List<string> drift, Dictionary<long, NetworkRow> networks, List<NicRow> nics, List<IpAddressRow> addresses)
    {
        var byId = nics.ToDictionary(nic => nic.Id);
        foreach (var address in addresses.Where(address => networks.TryGetValue(address.NetworkId, out var network) && network.TrafficType == NetworkRules.Guest))
        {
            if (address.State == IpAddressState.Free || address.NicId is null || !byId.TryGetValue(address.NicId.Value, out var nic) || nic.Ip4Address != address.Address)
            {
                drift.Add(Line($"address {address.Address} of range {address.RangeId} is {address.State} for NIC {address.NicId}, which has not got it"));
            }
        }
        var held = addresses.Where(address => address.NicId is not null).Select(address => address.NicId!.Value).ToHashSet();
        foreach (var nic in nics.Where(nic => nic.Ip4Address is not null && !held.Contains(nic.Id)
            && networks.TryGetValue(nic.NetworkId, out var network) && network.SpecifyIpRanges))
        {
            drift.Add(Line($"NIC {nic.Id} has {nic.Ip4Address}, which is not taken for it"));
        }
    }

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
