using System.Diagnostics;
using CloudStack.Engine;
using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;
using Microsoft.Extensions.DependencyInjection;

namespace CloudStack.Benchmarks.Placement;

/// <summary>W5 and W6: a place is chosen and claimed durably, as a capacity reservation, before the answer.</summary>
internal static class Claims
{
    private const int Runs = 3;

    public static async Task RunAsync(string? database, int hosts, bool isChosen, int count)
    {
        await using var bed = await TestBed.BuildAsync(database, hosts);
        var offerings = new Dictionary<string, ServiceOffering>();
        foreach (var name in new[] { "s", "m", "l", "xl" })
        {
            var size = isChosen ? Workload.Size("s") : Workload.Size(name);
            offerings[name] = await bed.RunAsync(new CreateServiceOffering(size.Cores, Workload.Mhz, name, size.MemoryMiB, name));
        }
        var all = (await bed.RunAsync(new ListHosts { Type = "Routing", PageSize = -1 })).Items.Select(host => host.Id).ToList();
        foreach (var callers in isChosen ? new[] { 1, 4, 16 } : [1, 4, 16])
        {
            var rates = new List<double>();
            long asked = 0, refused = 0;
            for (var run = 0; run < Runs; run++)
            {
                var sizes = Workload.Sequence().Take(count).ToList();
                await AskAsync(bed, offerings, sizes.Take(100).ToList(), all, callers, isChosen);
                await EmptyAsync(bed);
                var clock = Stopwatch.StartNew();
                refused += await AskAsync(bed, offerings, sizes, all, callers, isChosen);
                rates.Add(count / clock.Elapsed.TotalSeconds);
                asked = sizes.Sum(size => isChosen ? 1L : size.Cores) * Workload.Mhz;
                await VerifyAsync(bed, refused == 0 ? asked : null);
                await EmptyAsync(bed);
            }
            Console.WriteLine($"{(isChosen ? "W6 claim only" : "W5 place and claim")}, {(database is null ? "SQLite FULL" : "MariaDB")}, {hosts} hosts, {callers} callers: "
                + $"{rates.Order().ElementAt(Runs / 2):F0}/s (median of {Runs}, {count} each), {refused} refused, sum of claimed cores as asked");
        }
    }

    private static async Task<int> AskAsync(
        TestBed bed, Dictionary<string, ServiceOffering> offerings, List<VmSize> sizes, List<HostId> hosts, int callers, bool isChosen)
    {
        var (next, refused) = (-1, 0);
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            for (int number; (number = Interlocked.Increment(ref next)) < sizes.Count;)
            {
                try
                {
                    await bed.RunAsync(new CreateCapacityReservation(offerings[sizes[number].Name].Id, bed.Zone.Id)
                    {
                        Hypervisor = "Simulator", Duration = 86_400, HostId = isChosen ? hosts[number % hosts.Count] : null,
                    });
                }
                catch (CloudStackException exception) when (exception.Code == ErrorCode.InsufficientCapacity)
                {
                    Interlocked.Increment(ref refused);
                }
            }
        })));
        return refused;
    }

    /// <summary>The running sums and the rows that own them say the same, and as much as was asked.</summary>
    public static async Task VerifyAsync(TestBed bed, long? asked)
    {
        var database = bed.Services.GetRequiredService<Database>();
        var (summed, owned) = await database.ReadAsync(async db => (
            await db.HostCapacities.SumAsync(row => row.ReservedCpu), await db.CapacityReservations.SumAsync(row => (long)row.Cpus * row.CpuMhz)));
        if (summed != owned || (asked is { } wanted && owned != wanted))
        {
            throw new InvalidOperationException($"Asked {asked} MHz, the rows own {owned}, the hosts have {summed} reserved.");
        }
    }

    public static async Task EmptyAsync(TestBed bed)
    {
        foreach (var chunk in (await bed.RunAsync(new ListCapacityReservations { ListAll = true, PageSize = -1 })).Items.Chunk(64))
        {
            await Task.WhenAll(chunk.Select(one => bed.RunAsync(new DeleteCapacityReservation(one.Id))));
        }
    }
}
