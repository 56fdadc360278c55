using System.Diagnostics;
using CloudStack.Placement;

namespace CloudStack.Benchmarks.Placement;

/// <summary>W8 and W9: what a plan and a question cost.</summary>
internal static class Plans
{
    private const int Runs = 3;

    /// <summary>W8: half of the hosts at four fifths, the rest empty; the list of moves that evens them out.</summary>
    public static void Rebalance(int hosts)
    {
        var times = new List<double>();
        var line = "";
        for (var run = 0; run < Runs; run++)
        {
            var bed = new IndexBed(hosts, "leastallocated");
            var quality = new Quality(hosts);
            var requests = new Dictionary<VmSize, PlacementRequest>();
            var number = 0;
            var vms = bed.Prefill(quality, hosts / 2).ConvertAll(vm =>
            {
                if (!requests.TryGetValue(vm.Size, out var request)) requests[vm.Size] = request = bed.Request(vm.Size);
                return new RebalanceVm(new VirtualMachineId(new Guid(9, 0, 0, BitConverter.GetBytes((long)++number))), $"v{number:d6}", IndexBed.Host(vm.Host), request);
            });
            var before = quality.Deviation;
            var clock = Stopwatch.StartNew();
            var plan = Rebalancer.Plan(bed.Index.FindZone(IndexBed.Zone)!, vms, bed.Placer.Settings, new RebalanceLimits { AcrossClusters = true });
            times.Add(clock.Elapsed.TotalSeconds);
            var sizes = vms.ToDictionary(vm => vm.Id, vm => requests.First(request => ReferenceEquals(request.Value, vm.Request)).Key);
            foreach (var move in plan.Moves)
            {
                quality.Remove(IndexBed.NumberOf(move.From), sizes[move.VirtualMachineId]);
                quality.Add(IndexBed.NumberOf(move.To), sizes[move.VirtualMachineId]);
                if (hosts <= 1000 && quality.Overcommitted > 0) throw new InvalidOperationException($"The move of {move.Name} oversells a host.");
            }
            line = $"{plan.Moves.Count} moves, sd of cores used {before:F2} before, {quality.Deviation:F2} after, overcommitted-hosts={quality.Overcommitted}";
        }
        Console.WriteLine($"W8 {hosts} hosts: {Median(times):F3} s (median of {Runs}), {line}");
    }

    /// <summary>W9: how many more m fit, and where, in an empty cloud and in one that is four fifths full.</summary>
    public static void WhatIf(int hosts)
    {
        foreach (var isFull in new[] { false, true })
        {
            var bed = new IndexBed(hosts, "random");
            var quality = new Quality(hosts);
            if (isFull) bed.Prefill(quality, hosts);
            var request = bed.Request(Workload.Size("m"));
            var times = new List<double>();
            FitCount fit = new();
            for (var run = 0; run < Runs * 7; run++)
            {
                var begun = Stopwatch.GetTimestamp();
                fit = FitCounter.Count(request, bed.Index, bed.Placer.Settings)!;
                times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            }
            long tried = 0;
            if (hosts <= 10_000)
            {
                while (bed.Place(Workload.Size("m")) >= 0) tried++;
            }
            Console.WriteLine($"W9 {hosts} hosts, {(isFull ? "four fifths full" : "empty")}: {Median(times):F2} ms (median of {times.Count}), {fit.Count} more m on {fit.Hosts.Count} hosts"
                + (hosts <= 10_000 ? $"; placed one after the other: {tried}" : ""));
        }
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
