using CloudStack.Engine.Persistence;
using CloudStack.Placement;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

internal sealed class ExplainPlacementHandler(PlacementQuestion question, PlacementIndex index, SettingsStore settings)
    : IHandler<ExplainPlacement, PlacementReport>
{
    private const int MostHosts = 50;

    public async Task<PlacementReport> HandleAsync(ExplainPlacement command, CommandContext context, CancellationToken ct)
    {
        if (command.HostIds is { } named)
        {
            if (!context.Caller.IsRoot)
            {
                throw CloudStackException.Denied("Only a root administrator may ask about hosts (hostids).");
            }
            if (named.Count > MostHosts)
            {
                throw CloudStackException.Invalid($"hostids names {named.Count} hosts; at most {MostHosts} are explained at once.");
            }
        }
        var (zoneId, request) = await question.ReadAsync(command.Request, context, ct);
        if (!context.Caller.IsRoot)
        {
            return await index.OwnersRefusalAsync(zoneId, request, ct) is { } refusal ? new() { Refusal = refusal } : new() { Placed = true };
        }
        var result = await index.ExplainAsync(zoneId, request, ct);
        return PlacementReports.Of(result) with { Hosts = await HostsAsync(zoneId, request, command.HostIds ?? [], context, ct) };
    }

    private async Task<IReadOnlyList<ExplainedHost>> HostsAsync(long zoneId, PlacementRequest request, IReadOnlyList<HostId> named, CommandContext context, CancellationToken ct)
    {
        if (named.Count == 0)
        {
            return [];
        }
        var ids = named.Select(id => context.Row<HostRow>(id.Value).Id).ToArray();
        var held = await context.ReadAsync(db => db.VirtualMachines
            .Where(vm => vm.HoldsReserved && vm.LastHostId != null && ids.Contains(vm.LastHostId!.Value))
            .Select(vm => new { Host = vm.LastHostId!.Value, vm.StateChanged }).ToListAsync(ct), ct);
        // Seconds, in spite of the name.
        var kept = TimeSpan.FromSeconds(settings.Current.CapacitySkipCountingHours);
        var ends = held.GroupBy(vm => vm.Host).ToDictionary(host => host.Key, host => host.Max(vm => vm.StateChanged) + kept);
        List<ExplainedHost> reports = [];
        foreach (var id in named.Distinct())
        {
            DateTimeOffset? until = ends.TryGetValue(context.Row<HostRow>(id.Value).Id, out var end) ? end : null;
            var host = await index.ExplainHostAsync(zoneId, request, id, until, ct);
            reports.Add(host is null ? new() { Id = id } : PlacementReports.Of(host));
        }
        return reports;
    }
}

/// <summary>The deployment that a question about placement names, checked as a deployment is, in the words of placement.</summary>
internal sealed class PlacementQuestion(Dispatcher dispatcher, DeploymentChecks checks)
{
    public async Task<(long ZoneId, PlacementRequest Request)> ReadAsync(DeployVirtualMachine asked, CommandContext context, CancellationToken ct)
    {
        var inner = await dispatcher.ContextForAsync(asked, context.Caller, ct);
        var request = await context.ReadAsync(async db =>
        {
            var plan = await checks.CheckAsync(db, asked, inner, ct);
            var state = new VmStartState { IsRootAdmin = context.Caller.IsRoot, PinnedHost = asked.HostId?.Value };
            var wanted = VmPlacement.Request(plan.Vm, plan.Volumes, plan.Facts, state);
            return plan.AffinityGroups.Count == 0 ? wanted : wanted with { Affinity = (await AffinityGroups.RulesAsync(db, plan.AffinityGroups, ct)).Rules };
        }, ct);
        return (inner.Row<ZoneRow>(asked.ZoneId.Value).Id, request);
    }
}
