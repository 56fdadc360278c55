using System.Collections.Concurrent;
using System.Diagnostics;

namespace CloudStack.Server.Tests;

/// <summary>The server as a process of its own, on a free port, with what it prints.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private const int Terminate = 15;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly SemaphoreSlim _printed = new(0);

    private ServerProcess(Process process) => _process = process;

    public IReadOnlyCollection<string> Lines => _lines;

    public HttpClient Http { get; } = new();

    /// <summary>Starts the program; it is not ready yet.</summary>
    public static ServerProcess Run(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [ProgramPath(), .. arguments]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        var server = new ServerProcess(new() { StartInfo = start });
        server._process.OutputDataReceived += (_, line) => server.Add(line.Data);
        server._process.ErrorDataReceived += (_, line) => server.Add(line.Data);
        server._process.Start();
        server._process.BeginOutputReadLine();
        server._process.BeginErrorReadLine();
        return server;
    }

    /// <summary>Starts a server that listens on a free port.</summary>
    public static async Task<ServerProcess> ServeAsync(string folder, params string[] arguments)
    {
        var server = Run(folder, ["--Kestrel:Endpoints:Http:Url=http://127.0.0.1:0", .. arguments]);
        var line = await server.LineAsync("CloudStack is serving ");
        server.Http.BaseAddress = new(line["CloudStack is serving ".Length..].Replace("/client/api", "", StringComparison.Ordinal));
        return server;
    }

    /// <summary>Waits for a line that begins like this, and returns it.</summary>
    public async Task<string> LineAsync(string begin)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            if (_lines.FirstOrDefault(line => line.StartsWith(begin, StringComparison.Ordinal)) is { } found)
            {
                return found;
            }
            if (_process.HasExited)
            {
                throw new AssertionException($"The server ended with {_process.ExitCode}: {string.Join('\n', _lines)}");
            }
            await _printed.WaitAsync(patience.Token);
        }
    }

    /// <summary>Logs in, in the domain ROOT unless another is named; the session is kept for further requests.</summary>
    public Task<HttpResponseMessage> LogInAsync(string password, string user = "admin", string? domain = null)
    {
        List<KeyValuePair<string, string>> fields = [new("command", "login"), new("username", user), new("password", password), new("response", "json")];
        if (domain is not null)
        {
            fields.Add(new("domain", domain));
        }
        return Http.PostAsync("/client/api", new FormUrlEncodedContent(fields));
    }

    /// <summary>Waits for the end of the program.</summary>
    public async Task<int> EndAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(patience.Token);
        return _process.ExitCode;
    }

    /// <summary>Asks the server to stop, as a service manager does, and waits for its end.</summary>
    public async Task<int> StopAsync()
    {
        using var kill = Process.Start("kill", [$"-{Terminate}", $"{_process.Id}"]);
        await kill.WaitForExitAsync();
        return await EndAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }
        _process.Dispose();
        Http.Dispose();
        _printed.Dispose();
    }

    private void Add(string? line)
    {
        if (line is not null)
        {
            _lines.Enqueue(line);
            _printed.Release();
        }
    }

    /// <summary>The program in its own output, which is that of the same configuration as these tests.</summary>
    private static string ProgramPath()
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        var (framework, configuration) = (output.Name, output.Parent!.Name);
        for (var folder = output; folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "src", "CloudStack.Server", "bin", configuration, framework, "CloudStack.Server.dll");
            if (File.Exists(path))
            {
                return path;
            }
        }
        throw new InvalidOperationException("CloudStack.Server is not built.");
    }
}
