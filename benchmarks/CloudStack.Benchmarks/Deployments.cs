using System.Diagnostics;
using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;
using Microsoft.Extensions.DependencyInjection;

namespace CloudStack.Benchmarks;

/// <summary>Deployments end to end, as jobs, and what the same database commits in the same run.</summary>
internal static class Deployments
{
    public static async Task RunAsync(string? database, int hosts, int vms, int atOnce)
    {
        await using var bed = await TestBed.BuildAsync(database, hosts);
        await RunAsync(bed, 0, 200, atOnce);
        var (elapsed, processor) = await RunAsync(bed, 200, vms, atOnce);
        var rate = vms / elapsed.TotalSeconds;
        var alone = await RawAsync(bed, 1, 1500);
        var together = await RawAsync(bed, atOnce, 6000);
        Console.WriteLine($"{(database is null ? "SQLite" : "MariaDB")}, {hosts} hosts, {atOnce} at once: {rate:F0} deployments/s ({vms} in {elapsed.TotalSeconds:F1} s, {processor.TotalMilliseconds / vms:F2} ms of processor each)");
        Console.WriteLine($"raw commits of one row on the same database: {alone:F0}/s one after the other, {together:F0}/s with {atOnce} at once");
        Console.WriteLine($"a deployment as a share of raw commits: {rate / alone:P0} of those one after the other, {rate / together:P0} of those at once");
    }

    private static async Task<(TimeSpan Elapsed, TimeSpan Processor)> RunAsync(TestBed bed, int first, int count, int atOnce)
    {
        var next = first - 1;
        var processor = Process.GetCurrentProcess().TotalProcessorTime;
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, atOnce).Select(_ => Task.Run(async () =>
        {
            for (int number; (number = Interlocked.Increment(ref next)) < first + count;)
            {
                await bed.DeployAsync(number);
            }
        })));
        return (clock.Elapsed, Process.GetCurrentProcess().TotalProcessorTime - processor);
    }

    private static async Task<double> RawAsync(TestBed bed, int atOnce, int count)
    {
        var database = bed.Services.GetRequiredService<Database>();
        var left = count;
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, atOnce).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                await database.WriteAsync(db => db.InsertAsync(new Engine.ZoneDetailRow { ZoneId = 0, Name = "raw", Value = "commit" }));
            }
        })));
        var rate = count / clock.Elapsed.TotalSeconds;
        await database.WriteAsync(db => db.ZoneDetails.Where(row => row.ZoneId == 0).DeleteAsync());
        return rate;
    }
}
