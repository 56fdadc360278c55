using CloudStack.Engine.Persistence;
using LinqToDB;

namespace CloudStack.Engine;

/// <summary>Public addresses as clients see them.</summary>
internal static class PublicIpViews
{
    /// <summary>The view of each row, as part of the query; tags are added by <see cref="WithTagsAsync"/>.</summary>
    public static IQueryable<PublicIpView> AsPublicIpAddresses(this IQueryable<IpAddressRow> addresses, Db db) =>
        from address in addresses
        join zone in db.Zones on address.ZoneId equals zone.Id
        join range in db.VlanIpRanges on address.RangeId equals range.Id
        join network in db.Networks on address.NetworkId equals network.Id
        from account in db.Accounts.Where(row => row.Id == address.AccountId).DefaultIfEmpty()
        from domain in db.Domains.Where(row => row.Id == address.DomainId).DefaultIfEmpty()
        from project in db.Projects.Where(project => project.AccountId == address.AccountId).DefaultIfEmpty()
        from vm in db.VirtualMachines.Where(row => row.Id == address.VmId).DefaultIfEmpty()
        from served in db.Networks.Where(row => row.Id == address.AssociatedNetworkId).DefaultIfEmpty()
        from physical in db.PhysicalNetworks.Where(row => row.Id == range.PhysicalNetworkId).DefaultIfEmpty()
        select new PublicIpView(address.Id, new PublicIpAddress
        {
            Id = new PublicIpId(address.Uuid),
            IpAddress = address.Address,
            Allocated = address.Allocated,
            ZoneId = new ZoneId(zone.Uuid),
            ZoneName = zone.Name,
            IsSourceNat = address.IsSourceNat,
            Account = account == null || project != null ? null : account.Name,
            ProjectId = project == null ? null : new ProjectId(project.Uuid),
            Project = project == null ? null : project.Name,
            DomainId = domain == null ? null : new DomainId(domain.Uuid),
            Domain = domain == null ? null : domain.Name,
            ForVirtualNetwork = range.Type == IpRanges.PublicType,
            VlanId = new VlanIpRangeId(range.Uuid),
            VlanName = range.Vlan,
            IsStaticNat = address.IsStaticNat,
            IsSystem = address.IsSystem,
            VirtualMachineId = vm == null ? null : new VirtualMachineId(vm.Uuid),
            VirtualMachineName = vm == null ? null : vm.Name,
            VirtualMachineDisplayName = vm == null ? null : vm.DisplayName ?? vm.Name,
            AssociatedNetworkId = served == null ? null : new NetworkId(served.Uuid),
            AssociatedNetworkName = served == null ? null : served.Name,
            NetworkId = new NetworkId(network.Uuid),
            State = address.State,
            PhysicalNetworkId = physical == null ? null : new PhysicalNetworkId(physical.Uuid),
        });

    /// <summary>Adds the tags, and takes away what only administrators see.</summary>
    public static async Task<IReadOnlyList<PublicIpAddress>> WithTagsAsync(Db db, IReadOnlyList<PublicIpView> page, bool forAdmin)
    {
        var tags = await TagViews.ByResourceAsync(db, "PublicIpAddress", [.. page.Select(address => address.Id)]);
        return [.. page.Select(address => (forAdmin ? address.View : address.View with { VlanId = null, VlanName = null })
            with { Tags = tags.GetValueOrDefault(address.Id) ?? [] })];
    }
}

/// <summary>A view with the number of its row, by which its tags are found.</summary>
internal sealed record PublicIpView(long Id, PublicIpAddress View);
