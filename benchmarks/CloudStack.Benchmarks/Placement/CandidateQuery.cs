using System.Diagnostics;
using System.Text.Json;
using CloudStack.Engine;
using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;
using LinqToDB.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CloudStack.Benchmarks.Placement;

/// <summary>W4: the hosts that would take an m, asked over HTTP, of a zone that is four fifths full.</summary>
internal static class CandidateQuery
{
    private const int Calls = 12;
    private static readonly BulkCopyOptions Bulk = new(BulkCopyType: BulkCopyType.MultipleRows, KeepIdentity: true);

    public static async Task RunAsync(int hosts)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        // The hosts are rows without machines: nothing may look for them.
        builder.Services.Configure<CloudOptions>(options => options.RunBackgroundWork = false);
        await using var bed = await TestBed.BuildAsync(null, 1, builder);
        await bed.App!.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(bed.App.Urls.First()) };
        var keys = await Api.KeysAsync(bed);
        var size = Workload.Size("m");
        var offering = await bed.RunAsync(new CreateServiceOffering(size.Cores, Workload.Mhz, "m", size.MemoryMiB, "m"));
        await FillAsync(bed, hosts);
        foreach (var limit in new[] { 10, 1000, -1 })
        {
            var url = Api.Sign($"command=listPlacementCandidates&serviceofferingid={offering.Id}&templateid={bed.Template.Id}&zoneid={bed.Zone.Id}"
                + $"&networkids={bed.Networks[0].Id}&limit={limit}&response=json", keys);
            var found = JsonDocument.Parse(await http.GetStringAsync(url)).RootElement.GetProperty("listplacementcandidatesresponse").GetProperty("placementcandidates")
                .GetProperty("candidate").GetArrayLength();
            for (var warm = 0; warm < Calls; warm++) await http.GetByteArrayAsync(url);
            var times = new List<double>();
            for (var call = 0; call < Calls; call++)
            {
                var begun = Stopwatch.GetTimestamp();
                await http.GetByteArrayAsync(url);
                times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            }
            Console.WriteLine($"W4 {hosts} hosts, limit {(limit == -1 ? "none" : limit)}: {times.Order().ElementAt(Calls / 2):F2} ms (median of {Calls} warm calls), {found} candidates");
        }
    }

    /// <summary>Copies the rows of the one host and its cluster, pod and pool, with the figures of the workload; the first host takes no more VMs.</summary>
    private static async Task FillAsync(TestBed bed, int hosts)
    {
        var used = Used(hosts);
        await bed.Services.GetRequiredService<Database>().WriteAsync(async db =>
        {
            var (host, cluster, pod, pool) = (await db.Hosts.FirstAsync(row => row.Type == "Routing"), await db.Clusters.FirstAsync(), await db.Pods.FirstAsync(), await db.StoragePools.FirstAsync());
            var room = await db.StoragePoolCapacities.FirstAsync(row => row.PoolId == pool.Id);
            var (clusters, first) = ((hosts + Workload.HostsPerCluster - 1) / Workload.HostsPerCluster, 1_000_000L);
            await db.Hosts.Where(row => row.Id == host.Id).Set(row => row.ResourceState, HostResourceState.Disabled).UpdateAsync();
            await db.BulkCopyAsync(Bulk, Enumerable.Range(0, (clusters + Workload.ClustersPerPod - 1) / Workload.ClustersPerPod).Select(number =>
            {
                (pod.Id, pod.Uuid, pod.Name) = (first + number, Guid.CreateVersion7(), $"p{number:d3}");
                return pod;
            }));
            await db.BulkCopyAsync(Bulk, Enumerable.Range(0, clusters).Select(number =>
            {
                (cluster.Id, cluster.Uuid, cluster.Name, cluster.PodId) = (first + number, Guid.CreateVersion7(), $"c{number:d4}", first + number / Workload.ClustersPerPod);
                return cluster;
            }));
            await db.BulkCopyAsync(Bulk, Enumerable.Range(0, hosts).Select(number =>
            {
                var home = first + number / Workload.HostsPerCluster;
                (host.Id, host.Uuid, host.Name, host.Guid) = (first + number, Guid.CreateVersion7(), $"h{number:d5}", $"w4-{number}");
                (host.ClusterId, host.PodId) = (home, first + number / (Workload.HostsPerCluster * Workload.ClustersPerPod));
                (host.Cpus, host.CpuMhz, host.MemoryBytes, host.ResourceState) = (Workload.Cores, Workload.Mhz, (long)Workload.MemoryMiB << 20, HostResourceState.Enabled);
                return host;
            }));
            await db.BulkCopyAsync(new BulkCopyOptions(BulkCopyType: BulkCopyType.MultipleRows), Enumerable.Range(0, hosts).Select(number => new HostCapacityRow
            {
                HostId = first + number, ZoneId = host.ZoneId, TotalCpu = (long)Workload.Cores * Workload.Mhz, TotalMemory = (long)Workload.MemoryMiB << 20,
                UsedCpu = (long)used[number].Cores * Workload.Mhz, UsedMemory = used[number].Memory << 20, Guests = used[number].Guests,
            }));
            await db.BulkCopyAsync(Bulk, Enumerable.Range(0, clusters).Select(number =>
            {
                (pool.Id, pool.Uuid, pool.Name, pool.ClusterId, pool.PodId) = (first + number, Guid.CreateVersion7(), $"primary {number}", first + number, first + number / Workload.ClustersPerPod);
                return pool;
            }));
            await db.BulkCopyAsync(new BulkCopyOptions(BulkCopyType: BulkCopyType.MultipleRows), Enumerable.Range(0, clusters).Select(number => new StoragePoolCapacityRow
            {
                PoolId = first + number, ZoneId = host.ZoneId, TotalBytes = (long)Workload.DiskGiB * Workload.HostsPerCluster << 30, AllocatedBytes = room.AllocatedBytes,
            }));
        });
        bed.Services.GetRequiredService<PlacementIndex>().Invalidate(await bed.Services.GetRequiredService<Database>().ReadAsync(db => db.Zones.Select(row => row.Id).FirstAsync()));
    }

    /// <summary>The VMs of the workload, each on the next host that has the room.</summary>
    private static (int Cores, long Memory, int Guests)[] Used(int hosts)
    {
        var used = new (int Cores, long Memory, int Guests)[hosts];
        var at = 0;
        foreach (var vm in Workload.Fill(hosts))
        {
            for (var tries = 0; tries < hosts; tries++)
            {
                ref var host = ref used[at++ % hosts];
                if (host.Cores + vm.Cores > Workload.Cores || host.Memory + vm.MemoryMiB > Workload.MemoryMiB) continue;
                host = (host.Cores + vm.Cores, host.Memory + vm.MemoryMiB, host.Guests + 1);
                break;
            }
        }
        return used;
    }
}
