using System.Diagnostics;
using CloudStack.Placement;

namespace CloudStack.Engine.Placement;

/// <summary>
/// A zone in which logged decisions are made once more. By the settings that were in force it goes as it went. By another policy VMs come to other places, and
/// what was then done to them follows them there: a change of a host is taken to be about a VM of that size that the log had placed on it.
/// </summary>
internal sealed class ReplayWorld(CapacityIndex index, ZoneId zone, string? policy)
{
    private readonly Dictionary<(HostId, long, long), Queue<(Guid Vm, HostId Host)>> _moved = [];
    private readonly Dictionary<(HostId, long, long), Queue<HostId>> _reserved = [];
    private readonly Dictionary<(StoragePoolId, long), Queue<StoragePoolId>> _volumes = [];
    private readonly Dictionary<Guid, HostId> _hostOf = [];
    private (HostId Logged, HostId Here)? _last;

    public CapacityIndex Index => index;

    public List<double> Microseconds { get; } = [];

    public int Failures { get; private set; }

    /// <summary>Decides, and holds the place.</summary>
    public (PlacementResult Result, bool IsHeld) Decide(Placer placer, DecisionEntry logged)
    {
        var request = policy is null ? logged.Request : Here(logged);
        var started = Stopwatch.GetTimestamp();
        var result = placer.Choose(request, index);
        Microseconds.Add(Stopwatch.GetElapsedTime(started).TotalMicroseconds);
        var hold = result.IsPlaced ? index.TryHold(request, result, placer.Settings) : null;
        if (hold is not null)
        {
            index.Keep(hold);
        }
        else if (logged.Outcome != LogOutcome.Lost)
        {
            Failures++;
        }
        if (policy is not null && hold is not null)
        {
            Remember(logged, result);
        }
        return (result, hold is not null);
    }

    public void Apply(ChangeEntry change)
    {
        if (policy is null)
        {
            change.ApplyTo(index);
        }
        else if (change.Kind is not (LogKind.HostUsage or LogKind.PoolUsage))
        {
            // Figures that were set right again are those of the world that was logged.
            Follow(change).ApplyTo(index);
        }
    }

    /// <summary>Failures, spread and room at this point.</summary>
    public ReplayFigures Figures(PlacementSettings settings)
    {
        const long large = 32L << 30;
        var hosts = index.FindZone(zone)!.Clusters.SelectMany(cluster => cluster.Hosts).ToList();
        var used = hosts.Select(host => host.Mhz == 0 ? 0 : host.Cpu.Used / (double)host.Mhz).ToList();
        var mean = used.Count == 0 ? 0 : used.Average();
        var slots = hosts.Where(host => host is { State: "Up", ResourceState: "Enabled", Cores: >= 8 })
            .Sum(host => Math.Max(0, Math.Min(host.Cpu.FreeWith(settings.CpuFactor) / (8L * host.Mhz), host.Memory.FreeWith(settings.MemoryFactor) / large)));
        return new(Failures, used.Count == 0 ? 0 : Math.Sqrt(used.Average(cores => (cores - mean) * (cores - mean))), slots,
            Microseconds.Count == 0 ? 0 : Microseconds.Average());
    }

    private PlacementRequest Here(DecisionEntry logged)
    {
        var request = logged.Request with { Algorithm = policy };
        return request.LastHostId is not null && _hostOf.TryGetValue(logged.Vm, out var here) ? request with { LastHostId = here } : request;
    }

    private void Remember(DecisionEntry logged, PlacementResult result)
    {
        var (here, request) = (result.HostId!.Value, logged.Request);
        _hostOf[logged.Vm] = here;
        if (logged.Host is not { } there)
        {
            return;
        }
        Queue(_moved, (there, request.CpuMhz, request.MemoryBytes)).Enqueue((logged.Vm, here));
        foreach (var (volume, own) in logged.Volumes.Zip(result.Volumes))
        {
            Queue(_volumes, (volume.PoolId, volume.Bytes)).Enqueue(own.PoolId);
        }
    }

    private ChangeEntry Follow(ChangeEntry change)
    {
        switch (change.Kind)
        {
            case LogKind.HostChange:
                return change with { Id = HostHere(new(change.Id), change.Usage).Value };
            case LogKind.OwnerVms when _last is { } last && last.Logged.Value == change.Id:
                _last = null;
                return change with { Id = last.Here.Value };
            case LogKind.PoolChange when change.Amount < 0 && _volumes.TryGetValue((new(change.Id), -change.Amount), out var pools) && pools.TryDequeue(out var pool):
                return change with { Id = pool.Value };
            default:
                return change;
        }
    }

    private HostId HostHere(HostId logged, HostUsage change)
    {
        _last = null;
        if (change.Guests == -1 && _moved.TryGetValue((logged, -change.UsedCpu, -change.UsedMemory), out var vms) && vms.TryDequeue(out var vm))
        {
            if (change.ReservedCpu > 0 || change.ReservedMemory > 0)
            {
                Queue(_reserved, (logged, change.ReservedCpu, change.ReservedMemory)).Enqueue(vm.Host);
            }
            _last = (logged, vm.Host);
            return vm.Host;
        }
        if (change is { Guests: 0, UsedCpu: 0 } && _reserved.TryGetValue((logged, -change.ReservedCpu, -change.ReservedMemory), out var hosts) && hosts.TryDequeue(out var host))
        {
            return host;
        }
        return logged;
    }

    private static Queue<TValue> Queue<TKey, TValue>(Dictionary<TKey, Queue<TValue>> queues, TKey key) where TKey : notnull =>
        queues.TryGetValue(key, out var queue) ? queue : queues[key] = new();
}

/// <summary>What a policy made of a zone.</summary>
internal sealed record ReplayFigures(int Failures, double Spread, long LargeSlots, double Microseconds);
