namespace CloudStack.Placement;

/// <summary>What every cluster of the scan must satisfy, whichever planner names it.</summary>
internal static class ClusterGate
{
    /// <summary>Scope, avoid set, state and hypervisor. Also holds for a pinned host and the last host.</summary>
    public static bool Pass(IClusterView cluster, PlacementContext placement)
    {
        var (rule, verdict) = Check(cluster, placement);
        if (verdict.IsYes) return true;
        placement.Trace?.Refuse(TraceSubject.Cluster, cluster.Name, null, rule, verdict);
        return false;
    }

    /// <summary>The disable thresholds; only the scan asks for them.</summary>
    public static bool PassThresholds(IClusterView cluster, PlacementContext placement)
    {
        var request = placement.Request;
        var settings = placement.Settings;
        var cpu = cluster.CapacityOf(CapacityKind.Cpu);
        var memory = cluster.CapacityOf(CapacityKind.Memory);
        Verdict verdict;
        if (Exceeds(cpu, request.CpuMhz, settings.CpuFactor, settings.ClusterCpuThreshold))
        {
            verdict = placement.No($"{request.CpuMhz} more MHz on {cpu.Taken} of {cpu.Total}"
                + $" x {settings.CpuFactor:0.0##} exceed {settings.ClusterCpuThreshold:0.00}");
        }
        else if (Exceeds(memory, request.MemoryBytes, settings.MemoryFactor, settings.ClusterMemoryThreshold))
        {
            verdict = placement.No($"{request.MemoryBytes >> 20} more MiB on {memory.Taken >> 20} of {memory.Total >> 20}"
                + $" x {settings.MemoryFactor:0.0##} exceed {settings.ClusterMemoryThreshold:0.00}");
        }
        else
        {
            return true;
        }
        placement.Trace?.Refuse(TraceSubject.Cluster, cluster.Name, null, "Threshold", verdict);
        return false;
    }

    /// <summary>How many such VMs the disable thresholds let in.</summary>
    public static long RoomBelowThresholds(IClusterView cluster, PlacementContext placement)
    {
        var (request, settings) = (placement.Request, placement.Settings);
        return Math.Min(
            Room(cluster.CapacityOf(CapacityKind.Cpu), request.CpuMhz, settings.CpuFactor, settings.ClusterCpuThreshold),
            Room(cluster.CapacityOf(CapacityKind.Memory), request.MemoryBytes, settings.MemoryFactor, settings.ClusterMemoryThreshold));
    }

    private static long Room(CapacityFigures capacity, long asked, double factor, double threshold)
    {
        if (asked <= 0) return long.MaxValue;
        var room = threshold * (capacity.Total * factor) - capacity.Taken;
        return room < asked ? 0 : (long)(room / asked);
    }

    private static (string Rule, Verdict Verdict) Check(IClusterView cluster, PlacementContext placement)
    {
        var request = placement.Request;
        var pod = cluster.Pod;
        if (pod.Zone.Id != request.ZoneId) return ("Scope", placement.No($"is in zone {pod.Zone.Name}"));
        if (placement.Pod is { } onlyPod && onlyPod.Id != pod.Id) return ("Scope", placement.No($"is not in pod {onlyPod.Name}"));
        if (placement.Cluster is { } only && only.Id != cluster.Id) return ("Scope", placement.No($"is not cluster {only.Name}"));
        var avoid = request.Avoid;
        if (avoid.Clusters.Count > 0 && avoid.Clusters.Contains(cluster.Id)) return ("Avoid", Verdict.No("an earlier try failed here"));
        if (avoid.Pods.Count > 0 && avoid.Pods.Contains(pod.Id)) return ("Avoid", placement.No($"an earlier try failed in pod {pod.Name}"));
        if (!request.IsRootAdmin)
        {
            if (!cluster.IsEnabled) return ("State", Verdict.No("is disabled"));
            if (!pod.IsEnabled) return ("State", placement.No($"pod {pod.Name} is disabled"));
        }
        if (DedicationFilter.Check(cluster, placement) is { IsNo: true } dedicated) return ("Dedication", dedicated);
        if (!string.Equals(cluster.Hypervisor, request.Hypervisor, StringComparison.OrdinalIgnoreCase))
        {
            return ("Hypervisor", placement.No($"runs {cluster.Hypervisor}, the VM needs {request.Hypervisor}"));
        }
        return ("", Verdict.Yes);
    }

    private static bool Exceeds(CapacityFigures capacity, long asked, double factor, double threshold) =>
        capacity.Taken + asked > threshold * (capacity.Total * factor);
}
