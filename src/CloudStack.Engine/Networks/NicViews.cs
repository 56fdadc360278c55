using System.Runtime.InteropServices;
using CloudStack.Engine.Persistence;

namespace CloudStack.Engine;

/// <summary>NICs as clients see them.</summary>
internal static class NicViews
{
    private static readonly RowView<NicRow, NicOfVm> View = new((nics, db) =>
        from nic in nics
        join network in db.Networks on nic.NetworkId equals network.Id
        orderby nic.VmId, nic.DeviceId
        select new NicOfVm(nic.VmId, new Nic
        {
            Id = new NicId(nic.Uuid),
            NetworkId = new NetworkId(network.Uuid),
            NetworkName = network.Name,
            Netmask = nic.Ip4Netmask,
            Gateway = nic.Ip4Gateway,
            IpAddress = nic.Ip4Address,
            IsolationUri = nic.IsolationUri,
            BroadcastUri = nic.BroadcastUri,
            TrafficType = network.TrafficType,
            Type = network.GuestType,
            IsDefault = nic.IsDefault,
            MacAddress = nic.MacAddress,
            Ip6Gateway = nic.Ip6Gateway,
            Ip6Cidr = nic.Ip6Cidr,
            Ip6Address = nic.Ip6Address,
        }), nic => nic.VmId);

    /// <summary>The NICs of VMs by their numbers, each in the order of the devices.</summary>
    public static async Task<Dictionary<long, List<Nic>>> ByVmAsync(Db db, IReadOnlyCollection<long> vmIds)
    {
        Dictionary<long, List<Nic>> found = new(vmIds.Count);
        foreach (var (vm, nic) in await View.ReadAsync(db, vmIds))
        {
            (CollectionsMarshal.GetValueRefOrAddDefault(found, vm, out _) ??= []).Add(nic);
        }
        return found;
    }

    /// <summary>A NIC with the number of its VM.</summary>
    private sealed record NicOfVm(long VmId, Nic View);
}
