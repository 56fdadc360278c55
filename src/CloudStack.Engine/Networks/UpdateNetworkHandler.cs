using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>
/// Changes a network. <c>changecidr</c> confirms that a change of the offering changes the addresses; no provider of this release makes that needed.
/// </summary>
internal sealed class UpdateNetworkHandler(NetworkElementGateway elements, NetworkOrchestrator orchestrator) : IHandler<UpdateNetwork, Network>
{
    public async Task<Network> HandleAsync(UpdateNetwork command, CommandContext context, CancellationToken ct)
    {
        var offering = context.Row<NetworkOfferingRow>(command.NetworkOfferingId?.Value);
        var domain = DomainNameParameter.Check("networkdomain", command.NetworkDomain);
        var id = context.Row<NetworkRow>(command.Id.Value).Id;
        List<string> dropped = [];
        var view = await context.WriteAsync(async db =>
        {
            var row = await db.Networks.FirstAsync(network => network.Id == id, ct);
            if (row.IsSystem || row.State == NetworkState.Destroy)
            {
                throw CloudStackException.Invalid($"The network {row.Name ?? row.TrafficType} {(row.IsSystem ? "is for system use" : "is being deleted")}; it cannot be changed.");
            }
            var services = await db.NetworkServices.Where(service => service.NetworkId == id).ToListAsync(ct);
            if (domain is not null && !services.Any(service => service.Service == "Dns"))
            {
                throw CloudStackException.Invalid($"networkdomain is for networks with the service Dns; {row.Name} has it not.");
            }
            // Only the named columns are written: the counters of the row are others' work.
            await db.Networks.Where(network => network.Id == id)
                .Set(network => network.Name, command.Name ?? row.Name)
                .Set(network => network.DisplayText, command.DisplayText ?? row.DisplayText)
                .Set(network => network.NetworkDomain, domain ?? row.NetworkDomain)
                .Set(network => network.Version, network => network.Version + 1)
                .UpdateAsync(ct);
            if (offering is not null && offering.Id != row.NetworkOfferingId)
            {
                var now = await ChangeOfferingAsync(db, row, offering);
                dropped = [.. services.Select(service => service.Provider).OfType<string>().Except(now.Select(service => service.Provider).OfType<string>())];
                if (offering.IsPersistent && row.State == NetworkState.Allocated)
                {
                    await orchestrator.ImplementAsync(db, id, context.Caller.UserId);
                }
            }
            return await NetworkViews.ReadAsync(db, id, context.Caller);
        }, ct);
        await elements.RemoveAsync(id, dropped, ct);
        if (view.State is NetworkState.Implemented or NetworkState.Setup)
        {
            await elements.EnsureAsync(id, ct);
        }
        return view;
    }

    private async Task<List<NetworkOfferingServiceRow>> ChangeOfferingAsync(Db db, NetworkRow network, NetworkOfferingRow offering)
    {
        var old = await db.NetworkOfferings.FirstAsync(row => row.Id == network.NetworkOfferingId);
        if (network.GuestType != GuestType.Isolated)
        {
            throw CloudStackException.Invalid($"The network {network.Name} is shared; only isolated networks can get another offering.");
        }
        if (offering.State != OfferingState.Enabled || offering.IsSystemOnly)
        {
            throw CloudStackException.Invalid($"The network offering {offering.Name} is {(offering.IsSystemOnly ? "for system use" : "disabled")}. Take another one.");
        }
        if (!NetworkOfferingUpgrade.Fits(old, offering))
        {
            throw CloudStackException.Invalid(
                $"A network cannot go from the offering {old.Name} to {offering.Name}: traffic type, guest type, tags, specifyvlan and specifyipranges must be the same.");
        }
        var services = await db.NetworkOfferingServices.Where(row => row.NetworkOfferingId == offering.Id).OrderBy(row => row.Id).ToListAsync();
        NetworkServing.Check(elements, offering.Name, services.Select(service => (service.Service, service.Provider)));
        await db.Networks.Where(row => row.Id == network.Id)
            .Set(row => row.NetworkOfferingId, offering.Id)
            .Set(row => row.IsPersistent, offering.IsPersistent)
            .UpdateAsync();
        await db.NetworkServices.DeleteAsync(row => row.NetworkId == network.Id);
        foreach (var service in services)
        {
            await db.InsertAsync(new NetworkServiceRow { NetworkId = network.Id, Service = service.Service, Provider = service.Provider });
        }
        return services;
    }
}
