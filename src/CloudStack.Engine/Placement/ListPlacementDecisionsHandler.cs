using CloudStack.Engine.Placement;

namespace CloudStack.Engine;

internal sealed class ListPlacementDecisionsHandler(SettingsStore settings, PlacementLog log, PlacementLogReader reader, PlacementReplay replay)
    : IHandler<ListPlacementDecisions, ListResult<PlacementDecision>>
{
    public async Task<ListResult<PlacementDecision>> HandleAsync(ListPlacementDecisions command, CommandContext context, CancellationToken ct)
    {
        Guid? vm = command.VirtualMachineId is null ? null : Guid.TryParse(command.VirtualMachineId, out var id) ? id
            : throw CloudStackException.Invalid($"virtualmachineid cannot be {command.VirtualMachineId}: it is a UUID.");
        await log.FlushAsync(ct);
        var (skip, take) = ListPages.Window(command.Page, command.PageSize, settings.Current.DefaultPageSize);
        List<PlacementDecision> page = [];
        await foreach (var one in reader.DecisionsAsync(command.ZoneId?.Value, command.StartDate, command.EndDate, ct))
        {
            if (vm is not null && one.Decision.Vm != vm)
            {
                continue;
            }
            if (skip-- > 0)
            {
                continue;
            }
            page.Add(await ViewAsync(one, command.Explain == true, ct));
            if (page.Count == take)
            {
                break;
            }
        }
        return new(page, page.Count);
    }

    private async Task<PlacementDecision> ViewAsync(LoggedDecision one, bool explain, CancellationToken ct)
    {
        var (decision, request) = (one.Decision, one.Decision.Request);
        return new()
        {
            Created = decision.Time,
            VirtualMachineId = decision.Vm == Guid.Empty ? null : new VirtualMachineId(decision.Vm),
            ZoneId = request.ZoneId,
            Outcome = decision.Outcome.ToString(),
            HostId = decision.Host,
            StoragePoolIds = [.. decision.Volumes.Select(volume => volume.PoolId)],
            Refusal = one.Refusal,
            Cores = request.Cores,
            Mhz = request.Mhz,
            Memory = request.MemoryBytes >> 20,
            Seed = request.Seed?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "",
            Snapshot = one.Segment.ToString(),
            Duration = decision.Microseconds,
            Explanation = explain && await replay.ExplainAsync(one, ct) is { } result ? PlacementReports.Of(result) : null,
        };
    }
}
