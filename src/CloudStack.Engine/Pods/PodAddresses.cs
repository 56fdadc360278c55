using System.Globalization;
using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;
using LinqToDB.Data;

namespace CloudStack.Engine;

/// <summary>A pod's subnet and the addresses in it that are reserved for the cloud's own VMs.</summary>
internal sealed record PodAddresses(string Gateway, Cidr Subnet, string StartIp, string EndIp)
{
    /// <summary>More reserved addresses than any pod has system VMs; a larger range is a mistake.</summary>
    private const long MostAddresses = 65536;

    public long First => Ip4.ToNumber(StartIp);

    public long Last => Ip4.ToNumber(EndIp);

    /// <summary>From the parameters, with the rules that need no database.</summary>
    public static PodAddresses Parse(string gateway, string netmask, string startIp, string? endIp)
    {
        gateway = AddressParameter.Ip4("gateway", gateway);
        var prefix = Ip4.PrefixOf(AddressParameter.Ip4("netmask", netmask));
        if (prefix is not (> 0 and < 31))
        {
            throw CloudStackException.Invalid($"netmask {netmask} is no netmask of a pod, such as 255.255.255.0.");
        }
        var subnet = Cidr.Of(gateway, prefix.Value);
        startIp = AddressParameter.Ip4("startip", startIp);
        endIp = AddressParameter.Ip4("endip", endIp) ?? Ip4.FromNumber(subnet.Last - 1);
        var addresses = new PodAddresses(gateway, subnet, startIp, endIp);
        addresses.Check();
        return addresses;
    }

    /// <exception cref="CloudStackException">It overlaps another pod of the zone or the zone's guest network (431).</exception>
    public async Task CheckFreeAsync(Db db, ZoneRow zone, long exceptPodId)
    {
        if (zone.GuestCidr is { } guest && Cidr.TryParse(guest) is { } guestCidr && guestCidr.Overlaps(Subnet))
        {
            throw CloudStackException.Invalid($"The pod's subnet {Subnet} overlaps the guest network {guest} of the zone {zone.Name}. Choose another one.");
        }
        foreach (var pod in await db.Pods.Where(row => row.ZoneId == zone.Id && row.Removed.IsNotSet() && row.Id != exceptPodId).ToListAsync())
        {
            if (Cidr.Of(pod.CidrAddress, pod.CidrSize) is var other && other.Overlaps(Subnet))
            {
                throw CloudStackException.Invalid($"The pod's subnet {Subnet} overlaps {other}, which is that of the pod {pod.Name}. Choose another one.");
            }
        }
    }

    /// <summary>Adds the addresses between two numbers to a pod, with a MAC number of the zone's for each.</summary>
    public static async Task AddAsync(Db db, long zoneId, long podId, IReadOnlyCollection<long> numbers)
    {
        if (numbers.Count == 0)
        {
            return;
        }
        await db.Zones.Where(row => row.Id == zoneId).Set(row => row.MacAddress, row => row.MacAddress + numbers.Count).UpdateAsync();
        var mac = await db.Zones.Where(row => row.Id == zoneId).Select(row => row.MacAddress).FirstAsync() - numbers.Count;
        var rows = numbers.Select((number, index) => new PodIpRow { ZoneId = zoneId, PodId = podId, Address = Ip4.FromNumber(number), MacNumber = mac + index });
        await db.BulkCopyAsync(new BulkCopyOptions { BulkCopyType = BulkCopyType.MultipleRows }, rows);
    }

    public IReadOnlyCollection<long> Numbers() => [.. Enumerable.Range(0, (int)(Last - First + 1)).Select(offset => First + offset)];

    private void Check()
    {
        if (!Subnet.Contains(StartIp) || !Subnet.Contains(EndIp))
        {
            throw CloudStackException.Invalid($"The reserved range {StartIp}-{EndIp} is not in the pod's subnet {Subnet}, which follows from gateway and netmask.");
        }
        if (First > Last)
        {
            throw CloudStackException.Invalid($"startip {StartIp} comes after endip {EndIp}.");
        }
        if (Ip4.ToNumber(Gateway) is var gateway && gateway >= First && gateway <= Last)
        {
            throw CloudStackException.Invalid($"The gateway {Gateway} is inside the reserved range {StartIp}-{EndIp}; leave it out of the range.");
        }
        if (First == Subnet.First || Last == Subnet.Last)
        {
            throw CloudStackException.Invalid($"The reserved range {StartIp}-{EndIp} must leave out the network and broadcast addresses of {Subnet}.");
        }
        if (Last - First + 1 > MostAddresses)
        {
            throw CloudStackException.Invalid(string.Create(CultureInfo.InvariantCulture,
                $"The reserved range {StartIp}-{EndIp} has {Last - First + 1} addresses; at most {MostAddresses} are allowed."));
        }
    }
}
