using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

internal sealed class CreateNetworkOfferingHandler(IIdSource ids, NetworkElementGateway elements) : IHandler<CreateNetworkOffering, NetworkOffering>
{
    public async Task<NetworkOffering> HandleAsync(CreateNetworkOffering command, CommandContext context, CancellationToken ct)
    {
        var row = Make(command, context, out var services);
        return await context.WriteAsync(async db =>
        {
            if (await db.NetworkOfferings.AnyAsync(other => other.Name == row.Name && other.Removed.IsNotSet(), ct))
            {
                throw CloudStackException.Invalid($"There is a network offering with the name {row.Name} already. Choose another name.");
            }
            await NetworkOfferingAvailability.CheckAsync(db, row, services.Has("SourceNat"));
            await db.InsertRowAsync(row, ct);
            foreach (var (service, provider) in services.Providers)
            {
                await db.InsertAsync(new NetworkOfferingServiceRow { NetworkOfferingId = row.Id, Service = service, Provider = provider }, token: ct);
            }
            foreach (var ((service, capability), value) in services.Capabilities)
            {
                await db.InsertAsync(new NetworkOfferingCapabilityRow { NetworkOfferingId = row.Id, Service = service, Capability = capability, Value = value }, token: ct);
            }
            return await NetworkOfferingViews.ReadAsync(db, row.Id);
        }, ct);
    }

    private NetworkOfferingRow Make(CreateNetworkOffering command, CommandContext context, out NetworkOfferingServices services)
    {
        if (!command.TrafficType.Equals(NetworkRules.Guest, StringComparison.OrdinalIgnoreCase))
        {
            throw CloudStackException.Invalid($"traffictype can only be Guest, not {command.TrafficType}; offerings for other traffic come with the cloud.");
        }
        var type = EnumParameter.Parse<GuestType>("guestiptype", command.GuestIpType);
        var (specifyVlan, specifyIpRanges) = (command.SpecifyVlan == true, command.SpecifyIpRanges == true);
        if (specifyVlan != specifyIpRanges)
        {
            throw CloudStackException.Invalid("specifyvlan and specifyipranges must be the same: networks have both of their own, or neither.");
        }
        if (type == GuestType.Shared && !specifyVlan)
        {
            throw CloudStackException.Invalid("An offering for shared networks needs specifyvlan and specifyipranges true.");
        }
        if (type == GuestType.Shared && command.IsPersistent == true)
        {
            throw CloudStackException.Invalid("ispersistent is for isolated networks only; shared ones are always up.");
        }
        if (command.NetworkRate is < -1)
        {
            throw CloudStackException.Invalid($"networkrate cannot be {command.NetworkRate}; it is in Mbit/s, and -1 or 0 stands for no limit.");
        }
        var router = context.Row<ServiceOfferingRow>(command.ServiceOfferingId?.Value);
        if (router is not null && (!router.IsSystem || (router.SystemVmType is { } kind && !kind.Equals("domainrouter", StringComparison.OrdinalIgnoreCase))))
        {
            throw CloudStackException.Invalid($"serviceofferingid {router.Name} is no system offering for routers.");
        }
        services = NetworkOfferingServices.Parse(command, type, elements);
        return new NetworkOfferingRow
        {
            Uuid = ids.NewGuid(),
            Name = command.Name,
            UniqueName = command.Name,
            DisplayText = command.DisplayText,
            TrafficType = NetworkRules.Guest,
            GuestType = type,
            State = OfferingState.Disabled,
            Availability = NetworkOfferingAvailability.Parse(command.Availability) ?? NetworkOfferingAvailability.Optional,
            ConserveMode = command.ConserveMode ?? true,
            SpecifyVlan = specifyVlan,
            SpecifyIpRanges = specifyIpRanges,
            IsPersistent = command.IsPersistent == true,
            RateMbps = command.NetworkRate,
            ServiceOfferingId = router?.Id,
            Tags = TagOf(command.Tags),
            DedicatedLb = services.Chosen("Lb", "SupportedLBIsolation") != "shared",
            SharedSourceNat = services.Chosen("SourceNat", "SupportedSourceNatTypes") == "perzone",
            RedundantRouter = services.Chosen("SourceNat", "RedundantRouter") == "true",
            ElasticIp = services.Chosen("StaticNat", "ElasticIp") == "true",
            ElasticLb = services.Chosen("Lb", "ElasticLb") == "true",
            Created = context.Now,
        };
    }

    private static string? TagOf(string? tags) =>
        tags is null or { Length: 0 } ? null
        : tags.Contains(',', StringComparison.Ordinal) ? throw CloudStackException.Invalid($"tags can hold one tag, not {tags}.")
        : tags.Trim();
}
