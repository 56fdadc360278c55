using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace CloudStack.Benchmarks;

/// <summary>CloudStack.Server as a process of its own on a SQLite file, with the simulator, and a client of it over HTTP.</summary>
internal sealed class ServerProcess : IDisposable
{
    private const string Password = "benchmark";

    private readonly string _file = Path.Combine(Environment.CurrentDirectory, $"bench-server-{Environment.ProcessId}.db");
    private readonly Uri _address = new($"http://127.0.0.1:{FreePort()}");
    private readonly HttpClient _http = new();
    private Process? _process;

    /// <summary>The server, as its root administrator sees it.</summary>
    public ICloud Cloud { get; private set; } = null!;

    /// <summary>Processor time that the server has used.</summary>
    public TimeSpan Processor
    {
        get
        {
            _process!.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public Task<T> RunAsync<T>(ICommand<T> command) => Cloud.ExecuteAsync(command, Caller.Root);

    /// <summary>Starts it, and waits for its first answer.</summary>
    /// <returns>How long that took, from the start of the process.</returns>
    public async Task<TimeSpan> StartAsync()
    {
        var clock = Stopwatch.StartNew();
        var start = new ProcessStartInfo("dotnet",
        [
            ProgramPath(), $"--CloudStack:Database={_file}", $"--CloudStack:AdminPassword={Password}", $"--Kestrel:Endpoints:Http:Url={_address}",
            "--Logging:LogLevel:Default=Error",
        ])
        { RedirectStandardOutput = true };
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        while (true)
        {
            try
            {
                if (Cloud is null)
                {
                    var keys = await KeysAsync();
                    Cloud = CloudStackClient.Connect(new CloudClientOptions { Endpoint = new Uri(_address, "client/api"), ApiKey = keys.Api, SecretKey = keys.Secret }, _http);
                }
                await RunAsync(new ListZones());
                return clock.Elapsed;
            }
            catch (Exception exception) when (exception is HttpRequestException or CloudStackException { Code: ErrorCode.ResourceUnavailable } && !_process.HasExited)
            {
                await Task.Delay(5);
            }
        }
    }

    /// <summary>As kill -9.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    public void Dispose()
    {
        _process?.Kill();
        _process?.WaitForExit();
        _process?.Dispose();
        _http.Dispose();
        foreach (var leftover in Directory.GetFiles(Path.GetDirectoryName(_file)!, Path.GetFileName(_file) + "*"))
        {
            File.Delete(leftover);
        }
    }

    /// <summary>Builds a zone of the workload: hosts to a cluster, clusters to a pod. Without hosts, just what they go into.</summary>
    /// <returns>The zone, and for each cluster its pod.</returns>
    public async Task<(ZoneId Zone, List<(PodId Pod, ClusterId Cluster)> Clusters)> BuildZoneAsync(int hosts)
    {
        var zone = (await RunAsync(new CreateZone("8.8.8.8", "10.0.0.2", "bench", "Advanced"))).Id;
        var clusters = new List<(PodId, ClusterId)>();
        PodId pod = default;
        for (var number = 0; number * Placement.Workload.HostsPerCluster < hosts; number++)
        {
            var podNumber = number / Placement.Workload.ClustersPerPod;
            if (number % Placement.Workload.ClustersPerPod == 0)
            {
                pod = (await RunAsync(new CreatePod($"10.{podNumber}.0.1", $"p{podNumber}", "255.255.255.0", $"10.{podNumber}.0.100", zone) { EndIp = $"10.{podNumber}.0.200" })).Id;
            }
            clusters.Add((pod, (await RunAsync(new AddCluster($"c{number}", "CloudManaged", "Simulator", pod, zone)))[0].Id));
        }
        return (zone, clusters);
    }

    /// <summary>Adds a host of the workload.</summary>
    public Task<ListResult<Host>> AddHostAsync(ZoneId zone, PodId pod, ClusterId cluster, int number) => RunAsync(new AddHost("Simulator", "", pod,
        $"sim://h{number:d5}?cpus={Placement.Workload.Cores}&mhz={Placement.Workload.Mhz}&memory={Placement.Workload.MemoryMiB}MiB&localdisk={Placement.Workload.DiskGiB}GiB",
        "root", zone) { ClusterId = cluster });

    private async Task<(string Api, string Secret)> KeysAsync()
    {
        // The session is in a cookie, which would go before the keys.
        using var session = new HttpClient();
        var login = await AskAsync(session, $"command=login&username=admin&password={Password}", "loginresponse");
        var key = Uri.EscapeDataString(login.GetProperty("sessionkey").GetString()!);
        var made = await AskAsync(session, $"command=registerUserKeys&id={login.GetProperty("userid").GetString()}&sessionkey={key}", "registeruserkeysresponse");
        var keys = made.GetProperty("userkeys");
        return (keys.GetProperty("apikey").GetString()!, keys.GetProperty("secretkey").GetString()!);
    }

    private async Task<JsonElement> AskAsync(HttpClient session, string query, string root)
    {
        using var response = await session.PostAsync(new Uri(_address, "client/api"),
            new StringContent(query + "&response=json", System.Text.Encoding.ASCII, "application/x-www-form-urlencoded"));
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty(root).Clone();
    }

    /// <summary>The server is built beside this program, in the same configuration.</summary>
    private static string ProgramPath()
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/'));
        var root = output.Parent!.Parent!.Parent!.Parent!.Parent!.FullName;
        return Path.Combine(root, "src", "CloudStack.Server", "bin", output.Parent.Name, output.Name, "CloudStack.Server.dll");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
