using System.Globalization;

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
        var verdict = Thresholds(cluster, placement);
        if (verdict.IsYes) return true;
        placement.Trace?.Refuse(TraceSubject.Cluster, cluster.Name, null, "Threshold", verdict);
        return false;
    }

    /// <summary>Every rule with its verdict, and for a refusal the smallest change that would admit the cluster.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="placement">The decision, while reasons are wanted.</param>
    /// <param name="withThresholds">Whether the disable thresholds are asked for.</param>
    public static IEnumerable<HostCheck> Explain(IClusterView cluster, PlacementContext placement, bool withThresholds)
    {
        yield return Of("Scope", Scope(cluster, placement),
            placement.Request.PodId is null && placement.Request.ClusterId is null ? "the VM's volumes on storage of this cluster" : "leave the pod or cluster out of the request");
        yield return Of("Avoid", Avoid(cluster, placement), "a new start, which forgets earlier tries");
        yield return Of("State", State(cluster, placement), cluster.IsEnabled ? "enable the pod" : "enable the cluster");
        yield return Of("Dedication", DedicationFilter.Check(cluster, placement), "release the dedication, or deploy for its owner");
        yield return Of("Hypervisor", Hypervisor(cluster, placement), $"a template for {cluster.Hypervisor}");
        if (withThresholds) yield return Of("Threshold", Thresholds(cluster, placement), ThresholdChange(cluster, placement));
    }

    private static HostCheck Of(string rule, Verdict verdict, string? change) =>
        new(TraceSubject.Cluster, rule, verdict.IsYes, verdict.Reason, verdict.IsYes ? null : change);

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
        return Math.Max(0, capacity.RoomBelow(threshold, factor)) / asked;
    }

    private static (string Rule, Verdict Verdict) Check(IClusterView cluster, PlacementContext placement)
    {
        var verdict = Scope(cluster, placement);
        if (verdict.IsNo) return ("Scope", verdict);
        verdict = Avoid(cluster, placement);
        if (verdict.IsNo) return ("Avoid", verdict);
        verdict = State(cluster, placement);
        if (verdict.IsNo) return ("State", verdict);
        verdict = DedicationFilter.Check(cluster, placement);
        return verdict.IsNo ? ("Dedication", verdict) : ("Hypervisor", Hypervisor(cluster, placement));
    }

    private static Verdict Scope(IClusterView cluster, PlacementContext placement)
    {
        var pod = cluster.Pod;
        if (pod.Zone.Id != placement.Request.ZoneId) return placement.No($"is in zone {pod.Zone.Name}");
        if (placement.Pod is { } onlyPod && onlyPod.Id != pod.Id) return placement.No($"is not in pod {onlyPod.Name}");
        return placement.Cluster is { } only && only.Id != cluster.Id ? placement.No($"is not cluster {only.Name}") : Verdict.Yes;
    }

    private static Verdict Avoid(IClusterView cluster, PlacementContext placement)
    {
        var avoid = placement.Request.Avoid;
        if (avoid.Clusters.Count > 0 && avoid.Clusters.Contains(cluster.Id)) return Verdict.No("an earlier try failed here");
        return avoid.Pods.Count > 0 && avoid.Pods.Contains(cluster.Pod.Id) ? placement.No($"an earlier try failed in pod {cluster.Pod.Name}") : Verdict.Yes;
    }

    private static Verdict State(IClusterView cluster, PlacementContext placement)
    {
        if (placement.Request.IsRootAdmin) return Verdict.Yes;
        if (!cluster.IsEnabled) return Verdict.No("is disabled");
        return cluster.Pod.IsEnabled ? Verdict.Yes : placement.No($"pod {cluster.Pod.Name} is disabled");
    }

    private static Verdict Hypervisor(IClusterView cluster, PlacementContext placement) =>
        string.Equals(cluster.Hypervisor, placement.Request.Hypervisor, StringComparison.OrdinalIgnoreCase) ? Verdict.Yes
            : placement.No($"runs {cluster.Hypervisor}, the VM needs {placement.Request.Hypervisor}");

    private static Verdict Thresholds(IClusterView cluster, PlacementContext placement)
    {
        var request = placement.Request;
        var settings = placement.Settings;
        var cpu = cluster.CapacityOf(CapacityKind.Cpu);
        if (Exceeds(cpu, request.CpuMhz, settings.CpuFactor, settings.ClusterCpuThreshold))
        {
            return placement.No($"{request.CpuMhz:N0} more MHz on {cpu.Taken:N0} of {cpu.Total:N0}"
                + $" x {settings.CpuFactor:0.0##} exceed {settings.ClusterCpuThreshold:0.00}");
        }
        var memory = cluster.CapacityOf(CapacityKind.Memory);
        if (Exceeds(memory, request.MemoryBytes, settings.MemoryFactor, settings.ClusterMemoryThreshold))
        {
            return placement.No($"{request.MemoryBytes >> 20:N0} more MiB on {memory.Taken >> 20:N0} of {memory.Total >> 20:N0}"
                + $" x {settings.MemoryFactor:0.0##} exceed {settings.ClusterMemoryThreshold:0.00}");
        }
        return Verdict.Yes;
    }

    private static string? ThresholdChange(IClusterView cluster, PlacementContext placement)
    {
        var (request, settings) = (placement.Request, placement.Settings);
        return Changes.Join(
            ThresholdChange("CPU", cluster.CapacityOf(CapacityKind.Cpu), request.CpuMhz, settings.CpuFactor, settings.ClusterCpuThreshold),
            ThresholdChange("memory", cluster.CapacityOf(CapacityKind.Memory), request.MemoryBytes, settings.MemoryFactor, settings.ClusterMemoryThreshold));
    }

    private static string? ThresholdChange(string kind, CapacityFigures capacity, long asked, double factor, double threshold)
    {
        if (!Exceeds(capacity, asked, factor, threshold)) return null;
        var needed = Changes.RoundedUp((capacity.Taken + asked) / (capacity.Total * factor));
        return needed <= 1 ? string.Create(CultureInfo.InvariantCulture, $"a cluster threshold of {needed:0.00} for {kind}") : $"more {kind} in the cluster";
    }

    private static bool Exceeds(CapacityFigures capacity, long asked, double factor, double threshold) =>
        asked > capacity.RoomBelow(threshold, factor);
}
