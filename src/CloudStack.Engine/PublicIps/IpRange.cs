
namespace CloudStack.Engine;

/// <summary>A range of addresses as parameters give it, checked in itself; IPv4 or IPv6 or both.</summary>
internal sealed record IpRange
{
    /// <summary>More addresses than this are not made in one command; a further range can be added.</summary>
    public const int MostAddresses = 65536;

    public string? Gateway { get; init; }
    public string? Netmask { get; init; }
    public string? StartIp { get; init; }
    public string? EndIp { get; init; }
    public string? Ip6Gateway { get; init; }
    public string? Ip6Cidr { get; init; }
    public string? Ip6Range { get; init; }

    public bool HasIp4 => StartIp is not null;

    public bool HasIp6 => Ip6Range is not null;

    public long First => Ip4.ToNumber(StartIp!);

    public long Last => Ip4.ToNumber(EndIp!);

    public Cidr Cidr => Cidr.Of(Gateway!, Ip4.PrefixOf(Netmask!)!.Value);

    /// <exception cref="CloudStackException">The addresses do not go together (431).</exception>
    public static IpRange Parse(string? gateway, string? netmask, string? startIp, string? endIp, string? ip6Gateway, string? ip6Cidr, string? startIp6, string? endIp6)
    {
        var range = new IpRange();
        if (startIp is not null)
        {
            range = ParseIp4(AddressParameter.Ip4("startip", startIp), AddressParameter.Ip4("endip", endIp ?? startIp),
                AddressParameter.Ip4("gateway", gateway ?? throw CloudStackException.Invalid("startip needs gateway.")),
                AddressParameter.Ip4("netmask", netmask ?? throw CloudStackException.Invalid("startip needs netmask.")));
        }
        else if (endIp is not null)
        {
            throw CloudStackException.Invalid("endip needs startip.");
        }
        if (startIp6 is not null)
        {
            range = range with
            {
                Ip6Gateway = AddressParameter.Ip6("ip6gateway", ip6Gateway ?? throw CloudStackException.Invalid("startipv6 needs ip6gateway.")),
                Ip6Cidr = ip6Cidr ?? throw CloudStackException.Invalid("startipv6 needs ip6cidr."),
                Ip6Range = $"{AddressParameter.Ip6("startipv6", startIp6)}-{AddressParameter.Ip6("endipv6", endIp6 ?? startIp6)}",
            };
            Ip6Ranges.Check(range.Ip6Gateway, range.Ip6Cidr, range.Ip6Range);
        }
        else if (endIp6 is not null)
        {
            throw CloudStackException.Invalid("endipv6 needs startipv6.");
        }
        return range;
    }

    private static IpRange ParseIp4(string start, string end, string gateway, string netmask)
    {
        var prefix = Ip4.PrefixOf(netmask) ?? throw CloudStackException.Invalid($"netmask {netmask} is no netmask: its ones are not in one piece.");
        var cidr = Cidr.Of(gateway, prefix);
        if (!cidr.Contains(start) || !cidr.Contains(end))
        {
            throw CloudStackException.Invalid($"The addresses {start} to {end} are not all in the network {cidr} of the gateway {gateway}.");
        }
        var (first, last) = (Ip4.ToNumber(start), Ip4.ToNumber(end));
        if (first > last)
        {
            throw CloudStackException.Invalid($"startip {start} is after endip {end}.");
        }
        if (last - first >= MostAddresses)
        {
            throw CloudStackException.Invalid($"The range {start} to {end} holds more than {MostAddresses} addresses. Add it in parts.");
        }
        if (Ip4.ToNumber(gateway) is var number && number >= first && number <= last)
        {
            throw CloudStackException.Invalid($"The gateway {gateway} is inside the range {start} to {end}. Choose a range without it.");
        }
        return new IpRange { Gateway = gateway, Netmask = netmask, StartIp = start, EndIp = end };
    }
}
