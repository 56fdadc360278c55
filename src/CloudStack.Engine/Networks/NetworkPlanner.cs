using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Checks a createNetwork and says what it makes, in the order of 4.1's checks.</summary>
internal sealed class NetworkPlanner(SettingsStore settings, NetworkElementGateway elements, IIdSource ids)
{
    public async Task<NetworkPlan> PlanAsync(Db db, CreateNetwork command, CommandContext context)
    {
        var caller = context.Caller;
        var zone = context.Row<ZoneRow>(command.ZoneId.Value);
        var offering = context.Row<NetworkOfferingRow>(command.NetworkOfferingId.Value);
        CheckOffering(offering);
        if (zone.AllocationState == AllocationState.Disabled && !caller.IsRoot)
        {
            throw CloudStackException.Denied($"The zone {zone.Name} is disabled. An administrator can enable it.");
        }
        if (!await AccessPolicy.ReachesAsync(db, caller, zone.DomainId))
        {
            throw CloudStackException.Denied($"The zone {zone.Name} belongs to a domain that {caller.AccountName} is not in.");
        }
        var services = await db.NetworkOfferingServices.Where(row => row.NetworkOfferingId == offering.Id).OrderBy(row => row.Id).ToListAsync();
        var physical = await FindPhysicalAsync(db, zone, offering, context.Row<PhysicalNetworkRow>(command.PhysicalNetworkId?.Value));
        var access = NetworkAccess.Of(command, offering, context, settings.Current.AllowSubdomainNetworkAccess);
        var isUser = !caller.IsRoot && !caller.IsDomainAdmin;
        if (isUser && (offering.SpecifyVlan || command.Vlan is not null))
        {
            throw CloudStackException.Denied($"The network offering {offering.Name} needs a VLAN, which only administrators may choose. Take another offering.");
        }
        NetworkServing.Check(elements, offering.Name, services.Select(service => (service.Service, service.Provider)));
        var isBasic = zone.NetworkType == ZoneNetworkType.Basic;
        if (isBasic)
        {
            CheckBasic(command, zone, offering, access, services);
        }
        var vlan = VlanOf(command, offering, isBasic);
        var range = NetworkAddresses.Range(command, offering, isBasic);
        var row = new NetworkRow
        {
            Uuid = ids.NewGuid(),
            AccountId = context.Owner.AccountId,
            DomainId = access.Domain?.Id ?? context.Owner.DomainId,
            Name = command.Name,
            DisplayText = command.DisplayText,
            ZoneId = zone.Id,
            PhysicalNetworkId = physical.Id,
            NetworkOfferingId = offering.Id,
            TrafficType = offering.TrafficType,
            GuestType = offering.GuestType,
            State = vlan is null && !isBasic ? NetworkState.Allocated : NetworkState.Setup,
            Guru = isBasic ? NetworkRules.PodGuru : offering.GuestType == GuestType.Shared ? NetworkRules.SharedGuru : NetworkRules.IsolatedGuru,
            AclType = access.Type,
            SubdomainAccess = access.SubdomainAccess,
            Mode = "Dhcp",
            BroadcastDomainType = isBasic ? NetworkRules.Native : NetworkRules.Vlan,
            BroadcastUri = vlan is null || isBasic ? null : VlanUri.Of(vlan),
            NetworkDomain = NetworkDomainOf(command, services) ?? await DefaultDomainAsync(db, context.Owner, access, zone),
            SpecifyIpRanges = offering.SpecifyIpRanges,
            IsPersistent = offering.IsPersistent,
            SecurityGroupEnabled = services.Any(service => service.Service == "SecurityGroup"),
            Created = context.Now,
        };
        NetworkAddresses.Apply(row, command, zone, range, settings.Current.NetworkGuestCidrLimit);
        if (row.State == NetworkState.Allocated && physical.IsolationMethods is { } method and not "VLAN" && !services.Any(service => service.Service == "Connectivity"))
        {
            throw CloudStackException.Invalid(
                $"The physical network {physical.Name} keeps networks apart by {method}, which needs a network element with the service Connectivity. Take a physical network with VLANs.");
        }
        return new NetworkPlan(zone, offering, physical, services, row, range, vlan);
    }

    private static void CheckOffering(NetworkOfferingRow offering)
    {
        if (offering.State != OfferingState.Enabled || offering.IsSystemOnly)
        {
            throw CloudStackException.Invalid(
                $"The network offering {offering.Name} {(offering.IsSystemOnly ? "is for system use" : "is disabled; updateNetworkOffering can enable it")}. Take another one.");
        }
        if (offering.TrafficType != NetworkRules.Guest)
        {
            throw CloudStackException.Invalid($"The network offering {offering.Name} is for {offering.TrafficType} traffic; networks are made for Guest traffic.");
        }
    }

    private static async Task<PhysicalNetworkRow> FindPhysicalAsync(Db db, ZoneRow zone, NetworkOfferingRow offering, PhysicalNetworkRow? named)
    {
        var candidates = named is not null ? [named] : await (
            from physical in db.PhysicalNetworks
            where physical.ZoneId == zone.Id && physical.Removed.IsNotSet()
                && db.TrafficTypes.Any(traffic => traffic.PhysicalNetworkId == physical.Id && traffic.TrafficType == offering.TrafficType)
            orderby physical.Id
            select physical).ToListAsync();
        if (named is not null && named.ZoneId != zone.Id)
        {
            throw CloudStackException.Invalid($"The physical network {named.Name} is in another zone than {zone.Name}.");
        }
        if (offering.Tags is { } tag && named is null)
        {
            candidates = [.. candidates.Where(physical => physical.Tags == tag)];
        }
        return candidates switch
        {
            [] => throw CloudStackException.Invalid(
                $"The zone {zone.Name} has no physical network with Guest traffic{(offering.Tags is null ? "" : $" and the tag {offering.Tags}")} for the network offering {offering.Name}."),
            [var physical] when physical.State != nameof(PhysicalNetworkState.Enabled) => throw new CloudStackException(ErrorCode.InvalidParameter,
                $"The physical network {physical.Name} is disabled. updatePhysicalNetwork can enable it."),
            [var physical] => physical,
            _ when named is null => throw CloudStackException.Invalid(
                $"The zone {zone.Name} has several physical networks with Guest traffic ({string.Join(", ", candidates.Select(physical => physical.Name))}). Give physicalnetworkid, or take an offering with a tag."),
            _ => candidates[0],
        };
    }

    private static string? VlanOf(CreateNetwork command, NetworkOfferingRow offering, bool isBasic)
    {
        var vlan = command.Vlan is null ? null : VlanUri.Parse("vlan", command.Vlan);
        if (isBasic)
        {
            return vlan is null or VlanUri.Untagged ? VlanUri.Untagged
                : throw CloudStackException.Invalid($"vlan can only be {VlanUri.Untagged} in a basic zone, not {command.Vlan}.");
        }
        if (offering.SpecifyVlan != vlan is not null)
        {
            throw CloudStackException.Invalid(offering.SpecifyVlan
                ? $"The network offering {offering.Name} needs a VLAN: give vlan."
                : $"The network offering {offering.Name} takes its VLAN from the physical network: leave vlan out, or take an offering that lets it be chosen.");
        }
        return vlan;
    }

    private static void CheckBasic(CreateNetwork command, ZoneRow zone, NetworkOfferingRow offering, NetworkAccess access, List<NetworkOfferingServiceRow> services)
    {
        if (offering.GuestType != GuestType.Shared || access.Type != NetworkRules.DomainAcl || access.Domain!.Id != Identity.RootDomainId || !access.SubdomainAccess)
        {
            throw CloudStackException.Invalid(
                $"The guest network of the basic zone {zone.Name} must be shared, and open to the domain ROOT and all below it (acltype Domain, subdomainaccess true).");
        }
        string[] allowed = ["Dhcp", "Dns", "UserData", "SecurityGroup", "StaticNat", "Lb"];
        if (services.FirstOrDefault(service => !allowed.Contains(service.Service)) is { } odd)
        {
            throw CloudStackException.Invalid($"The network offering {offering.Name} has {odd.Service}, which a basic zone does not offer. Take another offering.");
        }
        if (command.StartIp is not null || command.StartIpv6 is not null || command.Gateway is not null || command.Ip6Cidr is not null)
        {
            throw CloudStackException.Invalid("The guest network of a basic zone has the addresses of its pods: add them with createVlanIpRange and podid, not here.");
        }
    }

    private static string? NetworkDomainOf(CreateNetwork command, List<NetworkOfferingServiceRow> services)
    {
        if (command.NetworkDomain is not null && !services.Any(service => service.Service == "Dns"))
        {
            throw CloudStackException.Invalid("networkdomain is for networks with the service Dns; this offering has none.");
        }
        return DomainNameParameter.Check("networkdomain", command.NetworkDomain);
    }

    private async Task<string> DefaultDomainAsync(Db db, Owner owner, NetworkAccess access, ZoneRow zone)
    {
        var path = access.Domain?.Path ?? owner.DomainPath;
        var ofAccount = access.Domain is not null ? null
            : await db.Accounts.Where(row => row.Id == owner.AccountId).Select(row => row.NetworkDomain).FirstOrDefaultAsync();
        var ofDomain = await db.Domains.Where(row => path.StartsWith(row.Path) && row.NetworkDomain != null).OrderByDescending(row => row.Level)
            .Select(row => row.NetworkDomain).FirstOrDefaultAsync();
        return ofAccount ?? ofDomain ?? zone.Domain ?? $"cs{owner.AccountId:x}{settings.Current.GuestDomainSuffix}";
    }
}
