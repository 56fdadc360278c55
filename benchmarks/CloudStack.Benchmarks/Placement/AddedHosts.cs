using System.Diagnostics;

namespace CloudStack.Benchmarks.Placement;

/// <summary>W7: hosts are added with their inventory, over HTTP, to a server process on SQLite.</summary>
internal static class AddedHosts
{
    private const int Runs = 3;
    private const int Warm = 200;

    /// <param name="hosts">How many are added in each run.</param>
    /// <param name="onlyClients">Measures only so many clients; 0 measures 1, 4 and 16.</param>
    public static async Task RunAsync(int hosts, int onlyClients)
    {
        foreach (var clients in onlyClients > 0 ? [onlyClients] : new[] { 1, 4, 16 })
        {
            List<double> rates = [], processor = [];
            for (var run = 0; run < Runs; run++)
            {
                using var server = new ServerProcess();
                await server.StartAsync();
                var (zone, clusters) = await server.BuildZoneAsync(hosts + Warm);
                await AddAsync(server, zone, clusters, 0, Warm, clients);
                var before = server.Processor;
                var clock = Stopwatch.StartNew();
                await AddAsync(server, zone, clusters, Warm, hosts, clients);
                rates.Add(hosts / clock.Elapsed.TotalSeconds);
                processor.Add((server.Processor - before).TotalMilliseconds / hosts);
                var there = (await server.RunAsync(new ListHosts { Type = "Routing", PageSize = -1 })).Items;
                if (there.Count != hosts + Warm || there.Any(host => host.CpuNumber != Workload.Cores || host.MemoryTotal != (long)Workload.MemoryMiB << 20))
                {
                    throw new InvalidOperationException($"{there.Count} hosts are there, or not with the inventory that they have.");
                }
            }
            Console.WriteLine($"W7 add host over HTTP, SQLite FULL, {clients} clients: {rates.Order().ElementAt(Runs / 2):F0}/s (median of {Runs}, {hosts} each), "
                + $"{processor.Order().ElementAt(Runs / 2):F2} ms of the server's processor each");
        }
    }

    private static async Task AddAsync(ServerProcess server, ZoneId zone, List<(PodId Pod, ClusterId Cluster)> clusters, int first, int count, int clients)
    {
        var next = first - 1;
        await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Task.Run(async () =>
        {
            for (int number; (number = Interlocked.Increment(ref next)) < first + count;)
            {
                var (pod, cluster) = clusters[number / Workload.HostsPerCluster];
                await server.AddHostAsync(zone, pod, cluster, number);
            }
        })));
    }
}
