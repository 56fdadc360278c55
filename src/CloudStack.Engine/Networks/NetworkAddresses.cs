namespace CloudStack.Engine;

/// <summary>The addresses of a new network.</summary>
internal static class NetworkAddresses
{
    private static readonly Cidr[] PrivateNetworks = [new(Ip4.ToNumber("10.0.0.0"), 8), new(Ip4.ToNumber("172.16.0.0"), 12), new(Ip4.ToNumber("192.168.0.0"), 16)];

    /// <summary>The range that the network begins with; shared networks need one, isolated ones only when their offering is about ranges.</summary>
    public static IpRange Range(CreateNetwork command, NetworkOfferingRow offering, bool isBasic)
    {
        var isShared = offering.GuestType == GuestType.Shared;
        if (isBasic)
        {
            return new IpRange();
        }
        if (!offering.SpecifyIpRanges && (command.StartIp ?? command.EndIp) is not null)
        {
            throw CloudStackException.Invalid($"The network offering {offering.Name} takes no IP ranges: leave startip and endip out; gateway and netmask set the network.");
        }
        if ((command.StartIpv6 ?? command.Ip6Cidr ?? command.Ip6Gateway ?? command.EndIpv6) is not null && !isShared)
        {
            throw CloudStackException.Invalid("IPv6 is for shared networks of advanced zones only.");
        }
        if (isShared && command.StartIp is null && command.StartIpv6 is null)
        {
            throw CloudStackException.Invalid("A shared network needs startip, endip, gateway and netmask, or startipv6, endipv6, ip6gateway and ip6cidr.");
        }
        if (command.StartIpv6 is null && (command.Ip6Cidr ?? command.Ip6Gateway) is not null)
        {
            throw CloudStackException.Invalid("ip6cidr and ip6gateway need startipv6.");
        }
        return IpRange.Parse(command.Gateway, command.Netmask, command.StartIp, command.EndIp, command.Ip6Gateway, command.Ip6Cidr, command.StartIpv6, command.EndIpv6);
    }

    /// <summary>Sets gateway and network: those given, else for an isolated network those of the zone.</summary>
    public static void Apply(NetworkRow row, CreateNetwork command, ZoneRow zone, IpRange range, int shortestPrefix)
    {
        (row.Ip6Gateway, row.Ip6Cidr) = (range.Ip6Gateway, range.Ip6Cidr);
        if (range.HasIp4)
        {
            (row.Gateway, row.Cidr) = (range.Gateway, range.Cidr.ToString());
        }
        else if (row.GuestType == GuestType.Isolated)
        {
            var cidr = GivenCidr(command) ?? Cidr.TryParse(zone.GuestCidr ?? "")
                ?? throw CloudStackException.Invalid($"The zone {zone.Name} has no guest CIDR: give gateway and netmask.");
            (row.Gateway, row.Cidr) = (command.Gateway is null ? Ip4.FromNumber(cidr.First + 1) : AddressParameter.Ip4("gateway", command.Gateway), cidr.ToString());
        }
        else if ((command.Gateway ?? command.Netmask) is not null)
        {
            throw CloudStackException.Invalid("gateway and netmask of a shared network need startip.");
        }
        if (row is { GuestType: GuestType.Isolated, Cidr: { } text } && Cidr.TryParse(text) is { } network)
        {
            if (network.Prefix < shortestPrefix || network.Prefix > 30)
            {
                throw CloudStackException.Invalid($"The network {network} must have a prefix from {shortestPrefix} (setting network.guest.cidr.limit) to 30.");
            }
            if (!PrivateNetworks.Any(known => known.First <= network.First && network.Last <= known.Last))
            {
                throw CloudStackException.Invalid($"The network {network} of an isolated network must be a private one: in 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16.");
            }
        }
    }

    private static Cidr? GivenCidr(CreateNetwork command)
    {
        if (command.Gateway is null != command.Netmask is null)
        {
            throw CloudStackException.Invalid("gateway and netmask go together.");
        }
        if (command.Gateway is null)
        {
            return null;
        }
        var netmask = AddressParameter.Ip4("netmask", command.Netmask!);
        var prefix = Ip4.PrefixOf(netmask) ?? throw CloudStackException.Invalid($"netmask {netmask} is no netmask: its ones are not in one piece.");
        var cidr = Cidr.Of(AddressParameter.Ip4("gateway", command.Gateway), prefix);
        return Ip4.ToNumber(command.Gateway) == cidr.First ? throw CloudStackException.Invalid($"gateway {command.Gateway} is the address of the network {cidr} itself.") : cidr;
    }
}
