using CloudStack.Engine.Persistence;
using CloudStack.Placement;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

internal sealed class PlanRebalancingHandler(PlacementIndex index, PlacementPolicy policy, HypervisorGateway hypervisors)
    : IHandler<PlanRebalancing, RebalancingPlan>
{
    private const int UsualMoves = 100;
    private const double GiB = 1L << 30;

    public async Task<RebalancingPlan> HandleAsync(PlanRebalancing command, CommandContext context, CancellationToken ct)
    {
        if (command.MaxMoves is < 1 || command.MaxGigabytes is < 1)
        {
            throw CloudStackException.Invalid("maxmoves and maxgigabytes must be above 0.");
        }
        var zone = context.Row<ZoneRow>(command.ZoneId.Value);
        var settings = policy.Placer.Settings;
        var kind = command.Capacity is { } named ? EnumParameter.Parse<CapacityKind>("capacity", named) : settings.ClusterOrder;
        var view = (await index.ViewAsync(zone.Id, ct)).FindZone(command.ZoneId)!;
        if (command.ClusterId is { } only && !view.Clusters.Any(cluster => cluster.Id == only))
        {
            throw CloudStackException.Invalid($"The cluster {context.Row<ClusterRow>(only.Value).Name} is not in the zone {zone.Name}.");
        }
        var (vms, pinned) = await context.ReadAsync(async db => (await PlacedVms.ReadAsync(db, zone, null), await PinnedAsync(db, command, ct)), ct);
        var clusters = view.Clusters.Where(cluster => command.ClusterId is null || cluster.Id == command.ClusterId).ToList();
        var hosts = clusters.SelectMany(cluster => cluster.Hosts).ToDictionary(host => host.Id);
        var moving = vms.Where(vm => hosts.ContainsKey(vm.Host)).Select(vm => new RebalanceVm(new VirtualMachineId(vm.Row.Uuid), vm.Row.Name, vm.Host, vm.Request)
        {
            IsMovable = vm.LocalPool is null && !pinned.Contains(vm.Row.Id) && hypervisors.Find(vm.Row.Hypervisor) is Drivers.ILiveMigration,
            Groups = [.. vm.Request.Affinity.Select(rule => (object)rule.GroupId)],
        }).ToList();
        var plan = Rebalancer.Plan(new Part(view, [.. clusters]), moving, settings, new RebalanceLimits
        {
            Kind = kind,
            MostMoves = command.MaxMoves ?? UsualMoves,
            MostBytes = command.MaxGigabytes is { } most ? (long)(most * GiB) : long.MaxValue,
            LeastGain = command.MinGain ?? new RebalanceLimits().LeastGain,
        });
        return new()
        {
            Moves = [.. plan.Moves.Select(move => new RebalancingMove
            {
                VirtualMachineId = move.VirtualMachineId,
                Name = move.Name,
                FromHostId = move.From,
                FromHost = hosts[move.From].Name,
                ToHostId = move.To,
                ToHost = hosts[move.To].Name,
                Gain = Math.Round(move.Gain, 3),
                Gigabytes = Math.Round(move.CostBytes / GiB, 3),
            })],
            DeviationBefore = plan.DeviationBefore,
            DeviationAfter = plan.DeviationAfter,
            Gigabytes = Math.Round(plan.Moves.Sum(move => move.CostBytes) / GiB, 3),
        };
    }

    private static async Task<HashSet<long>> PinnedAsync(Db db, PlanRebalancing command, CancellationToken ct)
    {
        if (command.PinnedTags is not { Count: > 0 } tags)
        {
            return [];
        }
        return [.. await db.ResourceTags.Where(tag => tag.ResourceType == "UserVm" && tags.Contains(tag.Name)).Select(tag => tag.ResourceId).ToListAsync(ct)];
    }
}

/// <summary>A zone of which only some clusters count.</summary>
internal sealed class Part(IZoneView zone, System.Collections.Immutable.ImmutableArray<IClusterView> clusters) : IZoneView
{
    public ZoneId Id => zone.Id;

    public string Name => zone.Name;

    public bool IsEnabled => zone.IsEnabled;

    public System.Collections.Immutable.ImmutableArray<IPodView> Pods => zone.Pods;

    public System.Collections.Immutable.ImmutableArray<IClusterView> Clusters => clusters;

    public int VmsOf(AccountId owner) => zone.VmsOf(owner);
}
