using LinqToDB;

namespace CloudStack.Engine;

internal sealed class ExplainPlacementHandler(Dispatcher dispatcher, DeploymentChecks checks, PlacementIndex index)
    : IHandler<ExplainPlacement, PlacementReport>
{
    public async Task<PlacementReport> HandleAsync(ExplainPlacement command, CommandContext context, CancellationToken ct)
    {
        var inner = await dispatcher.ContextForAsync(command.Request, context.Caller, ct);
        var request = await context.ReadAsync(async db =>
        {
            var plan = await checks.CheckAsync(db, command.Request, inner, ct);
            var state = new VmStartState { IsRootAdmin = context.Caller.IsRoot, PinnedHost = command.Request.HostId?.Value };
            var wanted = VmPlacement.Request(plan.Vm, plan.Volumes, plan.Facts, state);
            return plan.AffinityGroups.Count == 0 ? wanted
                : wanted with { Affinity = (await AffinityGroups.RulesAsync(db, plan.AffinityGroups, ct)).Rules };
        }, ct);
        var result = await index.ExplainAsync(inner.Row<ZoneRow>(command.Request.ZoneId.Value).Id, request, ct);
        return new()
        {
            Placed = result.IsPlaced,
            HostId = result.HostId,
            ClusterId = result.ClusterId,
            PodId = result.PodId,
            StoragePoolIds = [.. result.Volumes.Select(volume => volume.PoolId)],
            Refusal = result.Refusal,
            Reasons = result.Trace?.ToLines() ?? [],
        };
    }
}
