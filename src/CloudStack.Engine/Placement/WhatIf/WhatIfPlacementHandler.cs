using CloudStack.Engine.Persistence;
using CloudStack.Engine.Placement;
using CloudStack.Placement;

namespace CloudStack.Engine;

/// <summary>Asks the very code that places, on a branch of the index.</summary>
internal sealed class WhatIfPlacementHandler(PlacementQuestion question, PlacementIndex index, PlacementPolicy policy)
    : IHandler<WhatIfPlacement, WhatIfReport>
{
    private const int MostTried = 100_000;

    public async Task<WhatIfReport> HandleAsync(WhatIfPlacement command, CommandContext context, CancellationToken ct)
    {
        Check(command);
        var (zoneId, request) = await question.ReadAsync(command.Request, context, ct);
        request = request with
        {
            Cores = command.CpuNumber ?? request.Cores,
            Mhz = command.CpuSpeed ?? request.Mhz,
            MemoryBytes = command.Memory is { } memory ? (long)memory << 20 : request.MemoryBytes,
        };
        var branch = (await index.ViewAsync(zoneId, ct)).Branch(request.ZoneId);
        var placer = policy.With(settings => settings with
        {
            CpuFactor = command.CpuFactor ?? settings.CpuFactor,
            MemoryFactor = command.MemoryFactor ?? settings.MemoryFactor,
        });
        var lost = Lost(command, context, branch);
        var stranded = lost.Count == 0 ? [] : await context.ReadAsync(async db => await PlacedVms.ReadAsync(db, await db.GetAsync<ZoneRow>(zoneId, ct), lost), ct);
        foreach (var host in lost)
        {
            branch.Remove(new HostId(host));
        }
        var (restarted, notRestarted) = Restart(stranded, branch, placer);
        var found = command.Count is { } count ? OneByOne(request, branch, placer, count)
            : FitCounter.Count(request, branch, placer.Settings, policy.Parts) is { } fit && request.HostId is null ? fit : OneByOne(request, branch, placer, MostTried);
        var refused = found.Count < (command.Count ?? long.MaxValue) ? placer.Explain(request, Filled(command, found, request, branch)) : null;
        return new()
        {
            Fitting = found.Count,
            Hosts = [.. found.Hosts.Select(host => new WhatIfHost(host.Host, branch.FindHost(host.Host)?.Name ?? "", host.Count))],
            Refusal = refused?.Refusal,
            Reasons = refused?.Trace?.ToLines() ?? [],
            Restarted = restarted,
            NotRestarted = notRestarted,
        };
    }

    private static void Check(WhatIfPlacement command)
    {
        if (command.Count is < 1 or > MostTried)
        {
            throw CloudStackException.Invalid($"count is {command.Count}; it goes from 1 to {MostTried}.");
        }
        if (command.CpuNumber is < 1 || command.CpuSpeed is < 1 || command.Memory is < 1)
        {
            throw CloudStackException.Invalid("cpunumber, cpuspeed and memory must be above 0.");
        }
        if (command.CpuFactor is { } cpu && cpu is not (> 0 and <= 100) || command.MemoryFactor is { } memory && memory is not (> 0 and <= 100))
        {
            throw CloudStackException.Invalid("cpufactor and memoryfactor go from above 0 to 100.");
        }
    }

    private static HashSet<Guid> Lost(WhatIfPlacement command, CommandContext context, CapacityIndex branch)
    {
        HashSet<Guid> lost = [.. command.LostHostIds?.Select(id => context.Row<HostRow>(id.Value).Uuid) ?? []];
        if (command.LostPodId is { } pod)
        {
            if (branch.FindPod(pod) is not { } view)
            {
                throw CloudStackException.Invalid($"The pod {context.Row<PodRow>(pod.Value).Name} is not in the zone of the deployment.");
            }
            lost.UnionWith(view.Clusters.SelectMany(cluster => cluster.Hosts).Select(host => host.Id.Value));
        }
        return lost;
    }

    /// <summary>Starts the VMs of lost hosts on the branch, the largest first, as nobody has to make way for a smaller one then.</summary>
    private static (int Restarted, IReadOnlyList<string> Not) Restart(IReadOnlyList<PlacedVm> vms, CapacityIndex branch, Placer placer)
    {
        var restarted = 0;
        List<string> not = [];
        foreach (var vm in vms.OrderByDescending(vm => vm.Row.MemoryBytes).ThenBy(vm => vm.Row.Id))
        {
            if (vm.LocalPool is { } local)
            {
                not.Add($"{vm.Row.InstanceName}: has a volume on the local storage {local}, which is lost with its host");
                continue;
            }
            // Its volumes stay where they are, so it stays in their cluster.
            var cluster = vm.SharedPools.Select(pool => branch.FindPool(new StoragePoolId(pool))?.Cluster.Id).FirstOrDefault(id => id is not null);
            var request = vm.Request with
            {
                ClusterId = cluster,
                IsHaRestart = vm.Row.HaEnabled,
                // Members on lost hosts are nowhere.
                Affinity = [.. vm.Request.Affinity.Select(rule => rule with { Members = [.. rule.Members.Where(member => branch.FindHost(member.HostId) is not null)] })],
            };
            var result = branch.PlaceAndHold(placer, request, out var hold);
            if (hold is null)
            {
                not.Add($"{vm.Row.InstanceName}: {result.Refusal}");
                continue;
            }
            branch.Keep(hold);
            restarted++;
        }
        return (restarted, not);
    }

    private static FitCount OneByOne(PlacementRequest request, CapacityIndex branch, Placer placer, int count)
    {
        var hosts = new Dictionary<HostId, long>();
        long placed = 0;
        while (placed < count && Place(request, branch, placer) is { } host)
        {
            if (request.Affinity.Count > 0)
            {
                var member = new AffinityMember($"number {placed + 1} of these", host, branch.FindHost(host)!.Name);
                request = request with { Affinity = [.. request.Affinity.Select(rule => rule with { Members = [.. rule.Members, member] })] };
            }
            hosts[host] = hosts.GetValueOrDefault(host) + 1;
            placed++;
        }
        return new FitCount { Count = placed, Hosts = [.. hosts.Select(host => (host.Key, host.Value))] };
    }

    private static HostId? Place(PlacementRequest request, CapacityIndex branch, Placer placer)
    {
        var result = branch.PlaceAndHold(placer, request, out var hold);
        if (hold is null)
        {
            return null;
        }
        branch.Keep(hold);
        foreach (var (volume, asked) in result.Volumes.Zip(request.Volumes))
        {
            if (volume.CopiesTemplate && asked.TemplateId is { } template)
            {
                branch.SetTemplateOnPool(volume.PoolId, template, true);
            }
        }
        return result.HostId;
    }

    /// <summary>The branch with those on it that fit, so that the reasons are those of the first that does not. Counting has not put them there.</summary>
    private static CapacityIndex Filled(WhatIfPlacement command, FitCount found, PlacementRequest request, CapacityIndex branch)
    {
        if (command.Count is not null || request.HostId is not null)
        {
            return branch;
        }
        foreach (var (host, count) in found.Hosts)
        {
            branch.ApplyHostUsage(host, new HostUsage(count * request.CpuMhz, count * request.MemoryBytes, 0, 0, (int)Math.Min(count, int.MaxValue)));
        }
        return branch;
    }
}
