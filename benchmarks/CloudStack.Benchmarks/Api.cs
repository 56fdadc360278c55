using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CloudStack.Engine;
using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;
using LinqToDB.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CloudStack.Benchmarks;

/// <summary>The query API over real sockets, client and server in this process, beside an endpoint that only returns as many bytes.</summary>
internal static class Api
{
    private const int Connections = 32;

    /// <summary>The lists, with how many of them are measured.</summary>
    private static readonly (string Name, string Query, int Requests)[] Lists =
    [
        ("listVirtualMachines, 20 a page", "command=listVirtualMachines&listall=true&page=1&pagesize=20", 4000),
        ("listVirtualMachines, 20 a page, JSON", "command=listVirtualMachines&listall=true&page=1&pagesize=20&response=json", 4000),
        ("listVirtualMachines, 20 on page 40", "command=listVirtualMachines&listall=true&page=40&pagesize=20", 4000),
        ("listVirtualMachines, 500 a page", "command=listVirtualMachines&listall=true&page=1&pagesize=500", 400),
        ("listVolumes, 20 a page", "command=listVolumes&listall=true&page=1&pagesize=20", 4000),
        ("listHosts, 20 a page", "command=listHosts&page=1&pagesize=20", 4000),
        ("listEvents, 20 a page", "command=listEvents&listall=true&page=1&pagesize=20", 4000),
    ];

    private const string Changing = "listVirtualMachines, 20 a page, while a VM changes every 10 ms";

    /// <param name="vms">How many VMs the cloud has at last; it is measured with 1,000 too.</param>
    /// <param name="only">Measures only the requests whose name holds this.</param>
    public static async Task RunAsync(int vms, string only)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        await using var bed = await TestBed.BuildAsync(null, 16, builder);
        var app = bed.App!;
        app.MapGet("/bare/{size:int}", (int size, HttpContext context) => context.Response.Body.WriteAsync(new byte[size]).AsTask());
        await app.StartAsync();
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Connections }) { BaseAddress = new Uri(app.Urls.First()) };
        var keys = await KeysAsync(bed);
        var job = await DeployAsync(http, keys, bed, 0);

        Console.WriteLine("| request | VMs in the cloud | requests/s | p50 ms | p99 ms | bytes | bare endpoint requests/s | share |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- |");
        foreach (var count in new[] { 1000, vms }.Distinct())
        {
            await FillAsync(bed, count);
            foreach (var (name, query, requests) in Lists.Where(list => list.Name.Contains(only, StringComparison.Ordinal)))
            {
                await CompareAsync(http, keys, name, query, count, requests);
            }
            if (Changing.Contains(only, StringComparison.Ordinal))
            {
                using var enough = new CancellationTokenSource();
                var changing = ChangeAsync(bed, enough.Token);
                await CompareAsync(http, keys, Changing, Lists[0].Query, count, 2000);
                await enough.CancelAsync();
                await changing;
            }
        }
        foreach (var (name, query) in new[] { ("queryAsyncJobResult", $"command=queryAsyncJobResult&jobid={job}"), ("listZones", "command=listZones") })
        {
            if (name.Contains(only, StringComparison.Ordinal))
            {
                await CompareAsync(http, keys, name, query, vms, 6000);
            }
        }
        if (only.Length > 0)
        {
            return;
        }
        var number = 0;
        var (rate, median, high) = await MeasureAsync(1000, () => DeployAsync(http, keys, bed, Interlocked.Increment(ref number)));
        Console.WriteLine($"| deployVirtualMachine and queryAsyncJobResult until it runs | {vms} | {rate:F0} | {median:F1} | {high:F1} | | | |");
    }

    /// <summary>Changes a VM again and again, so that nothing that was read of VMs can be used again for long.</summary>
    private static async Task ChangeAsync(TestBed bed, CancellationToken ct)
    {
        var database = bed.Services.GetRequiredService<Database>();
        var id = await database.ReadAsync(db => db.VirtualMachines.MinAsync(row => row.Id, ct), ct);
        while (!ct.IsCancellationRequested)
        {
            await database.WriteAsync(db => db.Change<VirtualMachineRow>(id).Add(row => row.Version, 1).UpdateAsync(), CancellationToken.None);
            await Task.Delay(10, CancellationToken.None);
        }
    }

    private static async Task CompareAsync(HttpClient http, (string Api, string Secret) keys, string name, string query, int vms, int requests)
    {
        var url = Sign(query, keys);
        var size = (await http.GetByteArrayAsync(url)).Length;
        await MeasureAsync(requests / 4, () => http.GetByteArrayAsync(url));
        var (rate, median, high) = await MeasureAsync(requests, () => http.GetByteArrayAsync(url));
        var bare = $"/bare/{size}";
        await MeasureAsync(requests / 4, () => http.GetByteArrayAsync(bare));
        var (bareRate, _, _) = await MeasureAsync(requests * 2, () => http.GetByteArrayAsync(bare));
        Console.WriteLine($"| {name} | {vms} | {rate:F0} | {median:F1} | {high:F1} | {size} | {bareRate:F0} | {rate / bareRate:P0} |");
    }

    private static async Task<(double Rate, double Median, double High)> MeasureAsync(int count, Func<Task> request)
    {
        var left = count;
        var times = new double[count];
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(async () =>
        {
            for (int number; (number = Interlocked.Decrement(ref left)) >= 0;)
            {
                var begun = Stopwatch.GetTimestamp();
                await request();
                times[number] = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
            }
        })));
        var rate = count / clock.Elapsed.TotalSeconds;
        Array.Sort(times);
        return (rate, times[count / 2], times[count * 99 / 100]);
    }

    private static async Task<string> DeployAsync(HttpClient http, (string Api, string Secret) keys, TestBed bed, int number)
    {
        var started = await http.GetFromJsonAsync<JsonElement>(Sign(
            $"command=deployVirtualMachine&name=api-{number}&serviceofferingid={bed.Offering.Id}&templateid={bed.Template.Id}&zoneid={bed.Zone.Id}"
            + $"&networkids={bed.Networks[number % bed.Networks.Count].Id}&response=json", keys));
        var job = started.GetProperty("deployvirtualmachineresponse").GetProperty("jobid").GetString()!;
        while (true)
        {
            var answer = await http.GetFromJsonAsync<JsonElement>(Sign($"command=queryAsyncJobResult&jobid={job}&response=json", keys));
            switch (answer.GetProperty("queryasyncjobresultresponse").GetProperty("jobstatus").GetInt32())
            {
                case 1:
                    return job;
                case 2:
                    throw new InvalidOperationException(answer.ToString());
            }
            await Task.Delay(20);
        }
    }

    /// <summary>
    /// Copies the rows of the VM that was deployed, and an event, until there are as many as wanted. The copies are stopped: of running ones the cloud would
    /// find out that no host has them, and have a hundred thousand VMs to put right.
    /// </summary>
    private static Task FillAsync(TestBed bed, int wanted) => bed.Services.GetRequiredService<Database>().WriteAsync(async db =>
    {
        var model = await db.VirtualMachines.OrderBy(row => row.Id).FirstAsync();
        (model.State, model.HostId, model.PowerState, model.HoldsUsed, model.HoldsReserved) = (VirtualMachineState.Stopped, null, null, false, false);
        var volume = await db.Volumes.FirstAsync(row => row.VmId == model.Id);
        var nic = await db.Nics.FirstAsync(row => row.VmId == model.Id);
        var (last, there) = (await db.VirtualMachines.MaxAsync(row => row.Id), await db.VirtualMachines.CountAsync());
        var options = new BulkCopyOptions(BulkCopyType: BulkCopyType.MultipleRows, KeepIdentity: true);
        var numbers = Enumerable.Range(1, Math.Max(0, wanted - there)).Select(number => last + number).ToList();
        await db.BulkCopyAsync(options, numbers.Select(number =>
        {
            (model.Id, model.Uuid, model.Name, model.InstanceName) = (number, Guid.CreateVersion7(), $"copy-{number}", $"i-2-{number}-VM");
            return model;
        }));
        await db.BulkCopyAsync(options, numbers.Select(number =>
        {
            (volume.Id, volume.Uuid, volume.VmId, volume.Name) = (number + 1_000_000, Guid.CreateVersion7(), number, $"ROOT-{number}");
            return volume;
        }));
        await db.BulkCopyAsync(options, numbers.Select(number =>
        {
            var (high, middle, low) = ((number >> 16) & 255, (number >> 8) & 255, number & 255);
            (nic.Id, nic.Uuid, nic.VmId, nic.Ip4Address) = (number + 1_000_000, Guid.CreateVersion7(), number, $"10.{high}.{middle}.{low}");
            nic.MacAddress = $"06:00:00:{high:x2}:{middle:x2}:{low:x2}";
            return nic;
        }));
        var happening = await db.Events.OrderBy(row => row.Id).FirstAsync();
        var happened = await db.Events.CountAsync();
        await db.BulkCopyAsync(options, Enumerable.Range(1, Math.Max(0, wanted - happened)).Select(number =>
        {
            (happening.Id, happening.Uuid) = (happened + 1_000_000L + number, Guid.CreateVersion7());
            return happening;
        }));
    });

    public static async Task<(string Api, string Secret)> KeysAsync(TestBed bed)
    {
        var admin = (await bed.RunAsync(new ListUsers { UserName = "admin" }))[0];
        var made = await bed.RunAsync(new RegisterUserKeys(admin.Id));
        return (made.ApiKey!, made.SecretKey!);
    }

    public static string Sign(string query, (string Api, string Secret) keys)
    {
        var signed = $"{query}&apikey={keys.Api}";
        var text = string.Join('&', signed.Split('&').Order(StringComparer.OrdinalIgnoreCase)).ToLower(CultureInfo.InvariantCulture);
        var signature = Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(keys.Secret), Encoding.UTF8.GetBytes(text)));
        return $"/client/api?{signed}&signature={Uri.EscapeDataString(signature)}";
    }
}
