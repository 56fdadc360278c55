using CloudStack.Placement;

namespace CloudStack.Engine;

internal sealed class ListPlacementCandidatesHandler(PlacementQuestion question, PlacementIndex index, PlacementPolicy policy)
    : IHandler<ListPlacementCandidates, PlacementCandidates>
{
    private const int UsualLimit = 10;

    public async Task<PlacementCandidates> HandleAsync(ListPlacementCandidates command, CommandContext context, CancellationToken ct)
    {
        var limit = command.Limit ?? UsualLimit;
        if (limit is 0 or < -1)
        {
            throw CloudStackException.Invalid($"limit cannot be {limit}: it counts hosts from 1, and -1 means all.");
        }
        var (zoneId, request) = await question.ReadAsync(command.Request, context, ct);
        var found = await index.CandidatesAsync(zoneId, request, limit == -1 ? int.MaxValue : limit, ct);
        var settings = policy.Placer.Settings;
        return new()
        {
            Candidate = [.. found.Hosts.Select((candidate, position) => View(candidate, position + 1, settings))],
            Refused = [.. found.Refused.Select(View)],
            Refusal = found.Refusal,
        };
    }

    private static PlacementCandidate View(HostCandidate candidate, int position, PlacementSettings settings)
    {
        var host = candidate.Host;
        return new()
        {
            Position = position,
            HostId = host.Id,
            HostName = host.Name,
            ClusterId = host.Cluster.Id,
            ClusterName = host.Cluster.Name,
            PodId = host.Cluster.Pod.Id,
            Score = candidate.Score,
            CpuFree = host.Cpu.FreeWith(settings.CpuFactor),
            CpuTotal = host.Cpu.TotalWith(settings.CpuFactor),
            MemoryFree = host.Memory.FreeWith(settings.MemoryFactor) >> 20,
            MemoryTotal = host.Memory.TotalWith(settings.MemoryFactor) >> 20,
            Guests = host.Guests,
        };
    }

    private static PassedOverHost View(HostExplanation host)
    {
        var first = host.Checks.First(check => !check.Passes);
        return new()
        {
            HostId = host.HostId,
            HostName = host.HostName,
            Filter = first.Filter,
            Reason = first.Reason,
            Changes = [.. host.Checks.Where(check => check.Change is not null).Select(check => check.Change!)],
        };
    }
}
