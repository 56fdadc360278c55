using System.Diagnostics;
using System.Globalization;
using CloudStack.Engine.Persistence;
using LinqToDB.Async;
using LinqToDB.Data;
using Microsoft.Extensions.DependencyInjection;

namespace CloudStack.Benchmarks.Placement;

/// <summary>W5 by several server processes on one MariaDB: how many claims they make together in a time, and what that costs whom.</summary>
internal static class ManyServers
{
    private const int Callers = 8;
    private const int Warm = 1000;

    public static async Task RunAsync(string database, int hosts, TimeSpan time)
    {
        await using var bed = await TestBed.BuildAsync(database, hosts);
        foreach (var size in new[] { "s", "m", "l", "xl" }.Select(Workload.Size))
        {
            await bed.RunAsync(new CreateServiceOffering(size.Cores, Workload.Mhz, size.Name, size.MemoryMiB, size.Name));
        }
        Console.WriteLine("| processes of 8 callers | claims/s | processor of a claim: these processes | MariaDB | all of the machine | busy | syncs of a claim | commits of a claim |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- |");
        foreach (var count in new[] { 1, 2, 4 })
        {
            var children = Enumerable.Range(0, count).Select(number => Start(database, time, number)).ToList();
            foreach (var child in children)
            {
                await ExpectAsync(child, "ready");
            }
            await Claims.EmptyAsync(bed);
            var before = await CountersAsync(bed);
            children.ForEach(child => child.StandardInput.WriteLine("go"));
            var answers = new List<double[]>();
            foreach (var child in children)
            {
                answers.Add([.. (await ExpectAsync(child, "claimed")).Split(' ').Skip(1).Select(text => double.Parse(text, CultureInfo.InvariantCulture))]);
            }
            var after = await CountersAsync(bed);
            foreach (var child in children)
            {
                await child.WaitForExitAsync();
                child.Dispose();
            }
            await Claims.VerifyAsync(bed, (long)answers.Sum(answer => answer[1]));
            await Claims.EmptyAsync(bed);
            var claims = answers.Sum(answer => answer[0]);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {count} | {claims / answers.Average(answer => answer[3]):F0} | {answers.Sum(answer => answer[2]) / claims:F2} ms | "
                + $"{(after.Database - before.Database) / claims:F2} ms | {(after.Busy - before.Busy) / claims:F2} ms | {(after.Busy - before.Busy) / (after.All - before.All):P0} | "
                + $"{(after.Flushes - before.Flushes) / claims:F2} | {(after.Commits - before.Commits) / claims:F2} |"));
        }
    }

    /// <summary>One of the processes: joins, warms up, waits for the word, claims until the time is up, and tells how many, how much and at what cost.</summary>
    public static async Task ChildAsync(string database, TimeSpan time, int number)
    {
        await using var services = new ServiceCollection().AddCloudStack(cloud => cloud.UseMySql(database).UseKey(() => "bench"u8.ToArray()).AddPlugins("plugins")).BuildServiceProvider();
        var cloud = services.GetRequiredService<ICloud>();
        var zone = (await cloud.ExecuteAsync(new ListZones(), Caller.Root))[0].Id;
        var offerings = (await cloud.ExecuteAsync(new ListServiceOfferings { PageSize = -1 }, Caller.Root)).Items
            .Where(offering => offering.Name is "s" or "m" or "l" or "xl").ToDictionary(offering => offering.Name!, offering => offering.Id);
        var sizes = Workload.Sequence((uint)(42 + number)).GetEnumerator();
        await ClaimAsync(made => made < Warm);
        Console.WriteLine("ready");
        Console.ReadLine();
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        var clock = Stopwatch.StartNew();
        var (claims, mhz) = await ClaimAsync(_ => clock.Elapsed < time);
        var took = clock.Elapsed.TotalSeconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"claimed {claims} {mhz} {(Process.GetCurrentProcess().TotalProcessorTime - before).TotalMilliseconds:F0} {took:F3}"));
        sizes.Dispose();

        async Task<(int Claims, long Mhz)> ClaimAsync(Func<int, bool> goOn)
        {
            var (made, sum) = (0, 0L);
            await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
            {
                while (goOn(made))
                {
                    VmSize size;
                    lock (sizes)
                    {
                        sizes.MoveNext();
                        size = sizes.Current;
                    }
                    await cloud.ExecuteAsync(new CreateCapacityReservation(offerings[size.Name], zone) { Hypervisor = "Simulator", Duration = 86_400 }, Caller.Root);
                    Interlocked.Increment(ref made);
                    Interlocked.Add(ref sum, (long)size.Cores * Workload.Mhz);
                }
            })));
            return (made, sum);
        }
    }

    private static Process Start(string database, TimeSpan time, int number) => Process.Start(new ProcessStartInfo("dotnet",
    [
        typeof(ManyServers).Assembly.Location, "w5-child", "--database", database, "--seconds", time.TotalSeconds.ToString(CultureInfo.InvariantCulture),
        "--seed", number.ToString(CultureInfo.InvariantCulture),
    ]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;

    private static async Task<string> ExpectAsync(Process child, string word)
    {
        while (await child.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith(word, StringComparison.Ordinal)) return line;
        }
        throw new InvalidOperationException("A server process ended before its time.");
    }

    /// <summary>Milliseconds of processor of MariaDB and of the whole machine, and what MariaDB flushed and committed, so far.</summary>
    private static async Task<(double Database, double Busy, double All, double Flushes, double Commits)> CountersAsync(TestBed bed)
    {
        const double millisecondsOfTick = 10;
        var (pidFile, flushes, commits) = await bed.Services.GetRequiredService<Database>().ReadAsync(async db => (
            await db.ExecuteAsync<string>("select @@pid_file"),
            await StatusAsync(db, "INNODB_DATA_FSYNCS"), await StatusAsync(db, "COM_COMMIT")));
        var pid = (await File.ReadAllTextAsync(pidFile)).Trim();
        var process = (await File.ReadAllTextAsync($"/proc/{pid}/stat")).Split(") ")[1].Split(' ');
        var machine = (await File.ReadAllLinesAsync("/proc/stat"))[0].Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(double.Parse).ToArray();
        var idle = machine[3] + machine[4];
        return ((double.Parse(process[11], CultureInfo.InvariantCulture) + double.Parse(process[12], CultureInfo.InvariantCulture)) * millisecondsOfTick,
            (machine.Take(8).Sum() - idle) * millisecondsOfTick, machine.Take(8).Sum() * millisecondsOfTick, flushes, commits);
    }

    private static Task<double> StatusAsync(DataConnection db, string name) =>
        db.ExecuteAsync<double>($"select cast(variable_value as double) from information_schema.global_status where variable_name = '{name}'");
}
