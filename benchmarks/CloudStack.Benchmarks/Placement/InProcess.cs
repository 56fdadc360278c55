using System.Diagnostics;
using System.Runtime.CompilerServices;
using CloudStack.Placement;
using CloudStack.Plugins;
using Microsoft.Extensions.DependencyInjection;

namespace CloudStack.Benchmarks.Placement;

/// <summary>W1, W2 and W3: decisions in one thread, without a database.</summary>
internal static class InProcess
{
    private const int Runs = 3;

    /// <summary>W1: an empty cloud, filled to four fifths; with an allocator of a plugin, if one is named.</summary>
    public static void Fill(int hosts, string policy, string? allocator, double threshold)
    {
        using var services = new ServiceCollection().AddCloudStack(cloud => cloud.UseSqliteInMemory().AddPlugins("plugins")).BuildServiceProvider();
        var parts = allocator is null ? null : PlacerParts.From(services.GetRequiredService<IPluginCatalog>());
        IReadOnlyList<string>? allocators = allocator is null ? null : [allocator];
        OnOneCore();
        var sizes = Workload.Fill(hosts);
        var rates = new List<double>();
        var places = new int[sizes.Count];
        var (line, empty, full, allocated) = ("", 0L, 0L, 0.0);
        Warm(policy, parts, allocators);
        for (var run = 0; run < Runs; run++)
        {
            (var rate, empty, full, allocated) = Fill(hosts, () => new IndexBed(hosts, policy, parts, allocators, threshold), sizes, places);
            rates.Add(rate);
            var quality = new Quality(hosts);
            for (var vm = 0; vm < sizes.Count; vm++)
            {
                if (places[vm] >= 0) quality.Add(places[vm], sizes[vm]);
            }
            line = quality.Line(sizes.Count);
        }
        Console.WriteLine($"W1 {policy}{(allocator is null ? "" : " with " + allocator)}{(threshold < 1 ? $", clusters up to {threshold:0.##}," : "")} {hosts} hosts: {Median(rates):F0} placements/s (median of {Runs}, one core), "
            + $"index of {empty} bytes a host, {full} with the VMs, {allocated:F0} bytes allocated a decision");
        Console.WriteLine($"   {line}");
    }

    /// <summary>One fill. What is measured of memory is all that stays: the index, before the first VM and after the last.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (double Rate, long Empty, long Full, double Allocated) Fill(int hosts, Func<IndexBed> make, List<VmSize> sizes, int[] places)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var bed = make();
        var empty = GC.GetTotalMemory(forceFullCollection: true) - before;
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        var clock = Stopwatch.StartNew();
        for (var vm = 0; vm < sizes.Count; vm++) places[vm] = bed.Place(sizes[vm]);
        var rate = sizes.Count / clock.Elapsed.TotalSeconds;
        var allocated = (GC.GetAllocatedBytesForCurrentThread() - bytes) / (double)sizes.Count;
        var full = GC.GetTotalMemory(forceFullCollection: true) - before;
        GC.KeepAlive(bed);
        return (rate, empty / hosts, full / hosts, allocated);
    }

    /// <summary>W2: single decisions on a cloud that is four fifths full.</summary>
    public static void Decide(int hosts, string policy)
    {
        OnOneCore();
        Warm(policy);
        var bed = new IndexBed(hosts, policy);
        var quality = new Quality(hosts);
        bed.Prefill(quality, hosts);
        var requests = Workload.Sequence(7).Take(20_000).Select(bed.Request).ToList();
        var medians = new List<double>();
        var highs = new List<double>();
        for (var run = 0; run < Runs; run++)
        {
            var times = new double[requests.Count];
            for (var at = 0; at < requests.Count; at++)
            {
                var begun = Stopwatch.GetTimestamp();
                bed.Placer.Place(requests[at], bed.Index);
                times[at] = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
            }
            Array.Sort(times);
            medians.Add(times[times.Length / 2]);
            highs.Add(times[times.Length * 99 / 100]);
        }
        Console.WriteLine($"W2 {policy} {hosts} hosts: median {Median(medians):F4} ms, p99 {Median(highs):F4} ms a decision (median of {Runs})");
        Console.WriteLine($"   before: {quality.Line(quality.Placed)}");
    }

    /// <summary>
    /// W3: the oldest VM goes, the next comes, on a cloud that is four fifths full. The first steps, which are what the workload asks for, find a cloud whose
    /// clusters no decision has looked at yet.
    /// </summary>
    public static void Churn(int hosts, string policy)
    {
        const int Steps = 10_000, More = 200_000;
        OnOneCore();
        Warm(policy);
        var (first, later) = (new List<double>(), new List<double>());
        var (failed, missed, line) = (0, 0, "");
        for (var run = 0; run < Runs; run++)
        {
            var bed = new IndexBed(hosts, policy);
            var quality = new Quality(hosts);
            var vms = new Queue<(int Host, VmSize Size)>(bed.Prefill(quality, hosts));
            var next = Workload.Sequence(7).Take(Steps + More).ToList();
            (failed, missed) = (0, 0);
            first.Add(Steps / Step(bed, quality, vms, next[..Steps], ref failed, ref missed).TotalSeconds);
            later.Add(More / Step(bed, quality, vms, next[Steps..], ref failed, ref missed).TotalSeconds);
            line = quality.Line(quality.Placed);
        }
        Console.WriteLine($"W3 {policy} {hosts} hosts: {Median(first):F0} operations/s, {Median(later):F0}/s in the {More} after them (median of {Runs}), "
            + $"{failed} failed, of which an exhaustive search would have placed {missed}");
        Console.WriteLine($"   {line}");
    }

    private static TimeSpan Step(IndexBed bed, Quality quality, Queue<(int Host, VmSize Size)> vms, List<VmSize> sizes, ref int failed, ref int missed)
    {
        var spent = TimeSpan.Zero;
        foreach (var size in sizes)
        {
            var (oldest, gone) = vms.Dequeue();
            quality.Remove(oldest, gone);
            var begun = Stopwatch.GetTimestamp();
            bed.Take(oldest, gone, -1);
            var host = bed.Place(size);
            spent += Stopwatch.GetElapsedTime(begun);
            if (host >= 0)
            {
                quality.Add(host, size);
                vms.Enqueue((host, size));
                continue;
            }
            failed++;
            if (quality.FitsSomewhere(size)) missed++;
        }
        return spent;
    }

    /// <summary>Has everything compiled before the clock starts.</summary>
    private static void Warm(string policy, PlacerParts? parts = null, IReadOnlyList<string>? allocators = null)
    {
        var bed = new IndexBed(200, policy, parts, allocators);
        for (var round = 0; round < 8; round++)
        {
            foreach (var size in Workload.Fill(200))
            {
                var host = bed.Place(size);
                if (host >= 0) bed.Take(host, size, -1);
            }
            // The runtime compiles what is hot in the background.
            Thread.Sleep(100);
        }
    }

    private static void OnOneCore()
    {
        if (OperatingSystem.IsLinux()) Process.GetCurrentProcess().ProcessorAffinity = 1;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
