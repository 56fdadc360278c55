using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>The networks that each zone has for the cloud's own traffic.</summary>
internal static class SystemNetworks
{
    private static readonly (string TrafficType, string Guru, string Broadcast, bool SpecifyIpRanges)[] Kinds =
    [
        (NetworkRules.Public, "PublicNetworkGuru", NetworkRules.Vlan, true),
        (NetworkRules.Management, "PodBasedNetworkGuru", NetworkRules.Native, false),
        (NetworkRules.Control, "ControlNetworkGuru", "LinkLocal", false),
        (NetworkRules.Storage, "StorageNetworkGuru", NetworkRules.Native, true),
    ];

    /// <summary>Makes the four system networks of a new zone, in the transaction that makes the zone.</summary>
    public static async Task CreateAsync(Db db, ZoneRow zone, IIdSource ids, DateTimeOffset now)
    {
        var offerings = await db.NetworkOfferings.Where(row => row.IsSystemOnly && row.UniqueName != null && row.Removed.IsNotSet())
            .ToDictionaryAsync(row => row.UniqueName!, row => row.Id);
        foreach (var (traffic, guru, broadcast, specifyIpRanges) in Kinds)
        {
            var row = await db.InsertRowAsync(new NetworkRow
            {
                Uuid = ids.NewGuid(),
                AccountId = Identity.SystemAccountId,
                DomainId = Identity.RootDomainId,
                ZoneId = zone.Id,
                NetworkOfferingId = offerings.GetValueOrDefault($"System-{traffic}-Network"),
                TrafficType = traffic,
                State = NetworkState.Setup,
                Guru = guru,
                AclType = NetworkRules.AccountAcl,
                Mode = "Static",
                BroadcastDomainType = broadcast,
                SpecifyIpRanges = specifyIpRanges,
                IsSystem = true,
                Created = now,
            });
            await db.Networks.Where(network => network.Id == row.Id).Set(network => network.RelatedId, row.Id).UpdateAsync();
        }
    }

    public static Task<long> IdAsync(Db db, long zoneId, string trafficType) =>
        db.Networks.Where(row => row.ZoneId == zoneId && row.TrafficType == trafficType && row.IsSystem && row.Removed.IsNotSet()).Select(row => row.Id).FirstAsync();
}
