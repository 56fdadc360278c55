using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Which networks a new VM is on, by the rules of 4.1. Reads only.</summary>
internal static class NetworkSelection
{
    /// <param name="db">Where to read.</param>
    /// <param name="owner">Whose VM it is to be.</param>
    /// <param name="zone">Where.</param>
    /// <param name="networks">The networks that the command names, in its order; the first is the default one.</param>
    /// <param name="addresses">The networks that the command names with addresses, in its order, instead of <paramref name="networks"/>.</param>
    /// <param name="ip4">The IPv4 address on the default network, or null.</param>
    /// <param name="ip6">The IPv6 address on the default network, or null.</param>
    /// <exception cref="CloudStackException">The networks cannot be used together, by this owner or here (431, 531), or none can be found (431).</exception>
    public static async Task<IReadOnlyList<SelectedNetwork>> SelectAsync(Db db, Owner owner, ZoneRow zone, IReadOnlyList<NetworkRow> networks,
        IReadOnlyList<(NetworkRow Network, string? Ip4, string? Ip6)> addresses, string? ip4, string? ip6)
    {
        if (addresses.Count > 0 && (networks.Count > 0 || ip4 is not null || ip6 is not null))
        {
            throw CloudStackException.Invalid("iptonetworklist says networks and addresses; networkids, ipaddress and ip6address cannot be given beside it.");
        }
        var isBasic = zone.NetworkType == ZoneNetworkType.Basic;
        if (isBasic && (networks.Count > 0 || addresses.Count > 0))
        {
            throw CloudStackException.Invalid($"{zone.Name} is a basic zone: VMs are on its one guest network, which is not to be named.");
        }
        List<SelectedNetwork> selected = addresses.Count > 0
            ? [.. addresses.Select((item, index) => Selected(item.Network, index == 0, item.Ip4, item.Ip6))]
            : networks.Count > 0
                ? [.. networks.Select((network, index) => Selected(network, index == 0, index == 0 ? ip4 : null, index == 0 ? ip6 : null))]
                : [Selected(isBasic ? await BasicAsync(db, zone) : await OwnAsync(db, owner, zone), true, ip4, ip6)];
        if (selected.GroupBy(item => item.Network.Id).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw CloudStackException.Invalid($"The network {twice.First().Network.Name} is named twice; a VM is on a network once.");
        }
        await CheckAsync(db, owner, zone, selected);
        return selected;
    }

    private static SelectedNetwork Selected(NetworkRow network, bool isDefault, string? ip4, string? ip6) =>
        new(network, isDefault, AddressParameter.Ip4("ipaddress", ip4), AddressParameter.Ip6("ip6address", ip6));

    private static async Task CheckAsync(Db db, Owner owner, ZoneRow zone, List<SelectedNetwork> selected)
    {
        // The paths are needed only where a network is not an account's own.
        var paths = await db.ByIdsAsync<DomainRow>(
            [.. selected.Select(item => item.Network).Where(network => network.AclType != NetworkRules.AccountAcl).Select(network => network.DomainId)]);
        foreach (var (network, _, ip4, ip6) in selected)
        {
            if (network.ZoneId != zone.Id)
            {
                throw CloudStackException.Invalid($"The network {network.Name} is in another zone than {zone.Name}.");
            }
            if (network.TrafficType != NetworkRules.Guest || network.IsSystem)
            {
                throw CloudStackException.Invalid($"The network {network.Name ?? network.TrafficType} is for system use; VMs are on guest networks.");
            }
            if (!MayUse(owner, network, paths.GetValueOrDefault(network.DomainId)?.Path ?? ""))
            {
                throw CloudStackException.Denied($"The account {owner.AccountName} may not use the network {network.Name}.");
            }
            if (network.State is NetworkState.Shutdown or NetworkState.Destroy)
            {
                throw new CloudStackException(ErrorCode.ResourceUnavailable, $"The network {network.Name} is {network.State}. Try again in a moment, or take another.");
            }
            if (ip6 is not null && network.Ip6Cidr is null)
            {
                throw CloudStackException.Invalid($"The network {network.Name} has no IPv6; {ip6} cannot be had.");
            }
            if (ip4 is not null && network.Gateway is not null && ip4 == network.Gateway)
            {
                throw CloudStackException.Invalid($"{ip4} is the gateway of the network {network.Name}. Choose another address.");
            }
        }
    }

    private static bool MayUse(Owner owner, NetworkRow network, string path) =>
        owner.AccountType == AccountType.Admin
        || (network.AclType == NetworkRules.AccountAcl ? network.AccountId == owner.AccountId
            : network.SubdomainAccess ? owner.DomainPath.StartsWith(path, StringComparison.Ordinal) : owner.DomainPath == path);

    private static async Task<NetworkRow> BasicAsync(Db db, ZoneRow zone) =>
        await db.Networks.Where(row => row.ZoneId == zone.Id && row.TrafficType == NetworkRules.Guest && row.Removed.IsNotSet()).OrderBy(row => row.Id).FirstOrDefaultAsync()
        ?? throw CloudStackException.Invalid($"The basic zone {zone.Name} has no guest network yet. An administrator makes it with createNetwork.");

    /// <summary>The owner's only isolated network of the zone.</summary>
    private static async Task<NetworkRow> OwnAsync(Db db, Owner owner, ZoneRow zone)
    {
        var own = await db.Networks
            .Where(row => row.AccountId == owner.AccountId && row.ZoneId == zone.Id && row.TrafficType == NetworkRules.Guest
                && row.GuestType == GuestType.Isolated && row.Removed.IsNotSet() && row.VpcId == null)
            .OrderBy(row => row.Id).Take(2).ToListAsync();
        return own switch
        {
            [var only] => only,
            [] => throw CloudStackException.Invalid(
                $"The account {owner.AccountName} has no network in the zone {zone.Name}. Make one with createNetwork, or give networkids of a network that it may use."),
            _ => throw CloudStackException.Invalid(
                $"The account {owner.AccountName} has several networks in the zone {zone.Name}. Give networkids; the first one is the default."),
        };
    }
}
