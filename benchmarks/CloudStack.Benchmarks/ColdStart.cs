using System.Diagnostics;
using CloudStack;
using Microsoft.Extensions.DependencyInjection;

namespace CloudStack.Benchmarks;

/// <summary>From the start of a process to the answer of the first command on a new SQLite file, and on one that is there already.</summary>
internal static class ColdStart
{
    public static async Task RunAsync()
    {
        List<double> fresh = [], again = [];
        for (var run = 0; run < 7; run++)
        {
            var file = Path.Combine(Path.GetTempPath(), $"cold-{Environment.ProcessId}-{run}.db");
            fresh.Add(await MeasureAsync(file));
            again.Add(await MeasureAsync(file));
            foreach (var leftover in Directory.GetFiles(Path.GetTempPath(), Path.GetFileName(file) + "*"))
            {
                File.Delete(leftover);
            }
        }
        Console.WriteLine($"cold start to a ready cloud, new SQLite file:      {Median(fresh):F0} ms (median of {fresh.Count}, {fresh.Min():F0} to {fresh.Max():F0})");
        Console.WriteLine($"cold start to a ready cloud, existing SQLite file: {Median(again):F0} ms (median of {again.Count}, {again.Min():F0} to {again.Max():F0})");
    }

    public static async Task ChildAsync(string file)
    {
        await using var services = new ServiceCollection().AddCloudStack(cloud => cloud.UseSqlite(file).AddPlugins("plugins")).BuildServiceProvider();
        await services.GetRequiredService<ICloud>().ExecuteAsync(new ListZones(), Caller.Root);
        Console.WriteLine((Stopwatch.GetTimestamp() * 1000.0 / Stopwatch.Frequency).ToString("F3", System.Globalization.CultureInfo.InvariantCulture));
    }

    private static async Task<double> MeasureAsync(string file)
    {
        var start = Stopwatch.GetTimestamp() * 1000.0 / Stopwatch.Frequency;
        var (program, prefix) = Environment.ProcessPath!.EndsWith("dotnet", StringComparison.Ordinal) ? ("dotnet", typeof(ColdStart).Assembly.Location + " ") : (Environment.ProcessPath!, "");
        using var process = Process.Start(new ProcessStartInfo(program, $"{prefix}cold-start-child {file}") { RedirectStandardOutput = true })!;
        var ready = double.Parse((await process.StandardOutput.ReadLineAsync())!, System.Globalization.CultureInfo.InvariantCulture);
        await process.WaitForExitAsync();
        return ready - start;
    }

    internal static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
