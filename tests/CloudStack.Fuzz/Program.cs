using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using CloudStack.Fuzz;

// CloudStack.Fuzz SERVER.dll [REQUESTS] [SEED]: see eng/fuzz.sh.
const double MostGrowth = 1.10;
if (args.Length is < 1 or > 3)
{
    Console.Error.WriteLine("CloudStack.Fuzz SERVER.dll [REQUESTS] [SEED]");
    return 2;
}
var count = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 100_000;
var seed = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 1;
var folder = Directory.CreateTempSubdirectory("cloudstack-fuzz-").FullName;
ConcurrentQueue<string> lines = new();
using var ready = new SemaphoreSlim(0);
using var server = new Process
{
    StartInfo = new ProcessStartInfo("dotnet", [args[0], "--demo", "--demo-database", Path.Combine(folder, "cloud.db"), "--CloudStack:KeyFile", Path.Combine(folder, "key"),
        "--Kestrel:Endpoints:Http:Url=http://127.0.0.1:0"])
    {
        WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true,
    },
};
server.OutputDataReceived += (_, line) => Add(line.Data);
server.ErrorDataReceived += (_, line) => Add(line.Data);
server.Start();
server.BeginOutputReadLine();
server.BeginErrorReadLine();
try
{
    using (var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3)))
    {
        while (!lines.Any(line => line.Contains("demonstration zone is ready", StringComparison.Ordinal)))
        {
            await ready.WaitAsync(patience.Token);
        }
    }
    var port = new Uri(Find(@"CloudStack is serving (\S+)/client/api")).Port;
    var requests = new RandomRequests(seed, [(Find("^apiKey=(.+)$"), Find("^secretKey=(.+)$"))]);
    var run = new FuzzRun(port, requests);
    List<long> memory = [];
    var watch = Stopwatch.StartNew();
    await run.SendAsync(count, number =>
    {
        if (number % Math.Max(1, count / 100) == 0)
        {
            memory.Add(Memory());
        }
    });
    var faults = run.Faults.ToList();
    if (server.HasExited)
    {
        faults.Add($"the server ended with {server.ExitCode}");
    }
    using (var last = new FuzzConnection(port))
    {
        var (status, _) = await last.SendAsync("GET /health/ready HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray());
        if (status != 200)
        {
            faults.Add($"the server is no longer ready: {status}");
        }
    }
    faults.AddRange(lines.Where(line => line.Contains("failed unexpectedly", StringComparison.Ordinal) || line.Contains("nhandled exception", StringComparison.Ordinal)
        || line.Contains("could not be written", StringComparison.Ordinal) || line.Contains("The background work", StringComparison.Ordinal)).Take(20));
    // Half of the run is for warming up: the code is compiled, caches fill, the collector finds its size.
    var (early, late) = (Median(memory[(memory.Count / 2)..(memory.Count * 6 / 10)]), Median(memory[(memory.Count * 9 / 10)..]));
    Console.WriteLine($"{count} requests in {watch.Elapsed.TotalSeconds:0} s, seed {seed}: {string.Join(", ", run.Statuses.Select(pair => $"{pair.Value} x {pair.Key}"))}");
    Console.WriteLine($"memory {early >> 20} MiB after warming up, {late >> 20} MiB at the end; on the way {string.Join(", ", memory.Chunk(10).Select(part => Median([.. part]) >> 20))}");
    if (late > early * MostGrowth)
    {
        faults.Add($"the memory grew from {early >> 20} to {late >> 20} MiB");
    }
    foreach (var fault in faults)
    {
        Console.Error.WriteLine(fault);
    }
    return faults.Count == 0 ? 0 : 1;
}
finally
{
    if (!server.HasExited)
    {
        server.Kill();
        await server.WaitForExitAsync();
    }
    Directory.Delete(folder, recursive: true);
}

void Add(string? line)
{
    if (line is not null)
    {
        lines.Enqueue(line);
        ready.Release();
    }
}

// The process's own memory. Pages of the database file, which SQLite maps, are the system's: they grow with the file and are given back when needed.
long Memory()
{
    try
    {
        var line = File.ReadLines($"/proc/{server.Id}/status").First(line => line.StartsWith("RssAnon:", StringComparison.Ordinal));
        return long.Parse(Regex.Match(line, @"\d+").Value, CultureInfo.InvariantCulture) << 10;
    }
    catch (Exception exception) when (exception is IOException or InvalidOperationException)
    {
        return 0;
    }
}

string Find(string pattern) => lines.Select(line => Regex.Match(line, pattern)).First(match => match.Success).Groups[1].Value;

static long Median(List<long> values) => values.Count == 0 ? 0 : values.Order().ElementAt(values.Count / 2);
