using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

internal sealed class CreateNetworkHandler(NetworkPlanner planner, IpRanges ranges, ResourceCounter counter, NetworkOrchestrator orchestrator, NetworkElementGateway elements)
    : IHandler<CreateNetwork, Network>
{
    public async Task<Network> HandleAsync(CreateNetwork command, CommandContext context, CancellationToken ct)
    {
        var plan = await context.ReadAsync(db => planner.PlanAsync(db, command, context), ct);
        context.EventText = $"Successfully created the network {command.Name}";
        var view = await context.WriteAsync(async db =>
        {
            var row = plan.Row;
            await CheckAgainAsync(db, plan);
            if (plan.IsCounted)
            {
                await counter.TakeAsync(db, context.Owner.AccountId, context.Owner.AccountType, context.Owner.DomainId, ResourceType.Network);
            }
            await db.InsertRowAsync(row, ct);
            await db.Networks.Where(network => network.Id == row.Id).Set(network => network.RelatedId, row.Id).UpdateAsync(ct);
            foreach (var service in plan.Services)
            {
                await db.InsertAsync(new NetworkServiceRow { NetworkId = row.Id, Service = service.Service, Provider = service.Provider }, token: ct);
            }
            if (plan.Range.HasIp4 || plan.Range.HasIp6)
            {
                await ranges.CreateAsync(db, plan.Zone, plan.Range, new VlanIpRangeRow
                {
                    NetworkId = row.Id,
                    PhysicalNetworkId = plan.Physical.Id,
                    Type = IpRanges.GuestType,
                    Vlan = plan.Vlan ?? VlanUri.Untagged,
                    Created = context.Now,
                });
            }
            if (row.IsPersistent && row.State == NetworkState.Allocated)
            {
                await orchestrator.ImplementAsync(db, row.Id, context.Caller.UserId);
            }
            return await NetworkViews.ReadAsync(db, row.Id, context.Caller);
        }, ct);
        if (plan.Row.IsPersistent)
        {
            await elements.EnsureAsync(plan.Row.Id, ct);
        }
        return view;
    }

    /// <summary>What another command could have changed since the plan: networks of one zone are made one after the other.</summary>
    private static async Task CheckAgainAsync(Db db, NetworkPlan plan)
    {
        await db.Zones.Where(zone => zone.Id == plan.Zone.Id).Set(zone => zone.Version, zone => zone.Version + 1).UpdateAsync();
        if (plan.IsBasic && await db.Networks.AnyAsync(network => network.ZoneId == plan.Zone.Id && network.TrafficType == NetworkRules.Guest && network.Removed.IsNotSet()))
        {
            throw CloudStackException.Invalid($"The basic zone {plan.Zone.Name} has its guest network already; a basic zone has only one.");
        }
        if (plan.Vlan is null || plan.IsBasic)
        {
            return;
        }
        var same = await db.Networks.Where(network => network.ZoneId == plan.Zone.Id && network.Removed.IsNotSet() && network.BroadcastUri == VlanUri.Of(plan.Vlan))
            .Where(network => plan.Row.GuestType == GuestType.Isolated || network.GuestType == GuestType.Isolated).FirstOrDefaultAsync();
        if (same is not null)
        {
            throw CloudStackException.Invalid($"VLAN {plan.Vlan} of the zone {plan.Zone.Name} has the network {same.Name} ({same.Uuid}) already. Choose another VLAN.");
        }
        if (VlanUri.TagOf(VlanUri.Of(plan.Vlan)) is { } tag && await db.VlanTags.AnyAsync(row => row.ZoneId == plan.Zone.Id && row.Tag == tag))
        {
            throw CloudStackException.Invalid(
                $"VLAN {tag} is one of those that guest networks of the zone {plan.Zone.Name} take from. Choose a VLAN outside those ranges (listPhysicalNetworks shows them).");
        }
    }
}
