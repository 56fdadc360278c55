using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using MySqlConnector;

namespace CloudStack.Engine.Tests;

/// <summary>
/// The database that this run of the suite uses: SQLite, or, with <c>CLOUDSTACK_TEST_DATABASE=mariadb</c>, a MariaDB server of its own, started on a
/// loopback port with a data directory of its own and stopped by its pid.
/// </summary>
[SetUpFixture]
public sealed class TestDatabases
{
    private static string _folder = "";
    private static readonly Lazy<Task<string>> Template = new(MakeTemplateAsync);
    private static int _count;

    public static bool IsMariaDb { get; } = Environment.GetEnvironmentVariable("CLOUDSTACK_TEST_DATABASE") == "mariadb";

    private static MariaDbServer? Server { get; set; }

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        var root = Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath();
        _folder = Directory.CreateDirectory(Path.Combine(root, $"cloudstack-tests-{Environment.ProcessId}")).FullName;
        if (IsMariaDb)
        {
            Server = await MariaDbServer.StartAsync(Path.Combine(_folder, "mariadb"));
        }
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (Server is not null)
        {
            await Server.DisposeAsync();
        }
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>A database with the schema and the defaults in place, as a new cloud has them.</summary>
    public static async Task<TestDatabase> TakeAsync()
    {
        var number = Interlocked.Increment(ref _count);
        if (IsMariaDb)
        {
            return await MariaDbPool.TakeAsync(Server!);
        }
        var template = await Template.Value;
        var file = Path.Combine(_folder, $"{number}.db");
        File.Copy(template, file);
        File.Copy(template + ".key", file + ".key");
        return new(cloud => cloud.UseSqlite(file), () =>
        {
            File.Delete(file);
            return Task.CompletedTask;
        });
    }

    private static async Task<string> MakeTemplateAsync()
    {
        var file = Path.Combine(_folder, "template.db");
        await using var services = new ServiceCollection().AddCloudStack(cloud => cloud.UseSqlite(file).Configure(options => options.RunBackgroundWork = false))
            .BuildServiceProvider();
        await services.GetRequiredService<CloudEngine>().StartAsync(CancellationToken.None);
        return file;
    }

    /// <summary>A database without anything in it.</summary>
    public static async Task<TestDatabase> TakeEmptyAsync()
    {
        var number = Interlocked.Increment(ref _count);
        if (IsMariaDb)
        {
            var name = $"empty{number}";
            await Server!.ExecuteAsync($"create database {name}");
            var keyFile = Path.Combine(_folder, $"{name}.key");
            return new(cloud => cloud.UseMySql(Server.ConnectionString(name)).UseKeyFile(keyFile), () => Server.ExecuteAsync($"drop database {name}"));
        }
        var file = Path.Combine(_folder, $"{number}.db");
        return new(cloud => cloud.UseSqlite(file), () => Task.CompletedTask);
    }
}

/// <summary>A database of one test.</summary>
/// <param name="Use">Chooses it.</param>
/// <param name="Release">Gives it back.</param>
public sealed record TestDatabase(Action<ICloudStackBuilder> Use, Func<Task> Release);

/// <summary>MariaDB databases that were set up once, and are emptied of what a test wrote instead of being made anew.</summary>
internal static class MariaDbPool
{
    private static readonly System.Collections.Concurrent.ConcurrentBag<string> Free = [];
    private static int _made;

    public static async Task<TestDatabase> TakeAsync(MariaDbServer server)
    {
        if (!Free.TryTake(out var name))
        {
            name = $"cloud{Interlocked.Increment(ref _made)}";
            await server.ExecuteAsync($"create database {name}");
            await SeedAsync(server, name);
        }
        return new(cloud => cloud.UseMySql(server.ConnectionString(name)).UseKey(() => "test"u8.ToArray()), async () =>
        {
            await ClearAsync(server, name);
            await SeedAsync(server, name);
            Free.Add(name);
        });
    }

    private static async Task SeedAsync(MariaDbServer server, string name)
    {
        await using var services = new ServiceCollection().AddCloudStack(cloud => cloud.UseMySql(server.ConnectionString(name)).UseKey(() => "test"u8.ToArray())
            .Configure(options => options.RunBackgroundWork = false)).BuildServiceProvider();
        await services.GetRequiredService<CloudEngine>().StartAsync(CancellationToken.None);
    }

    private static async Task ClearAsync(MariaDbServer server, string name)
    {
        await using var connection = new MySqlConnection(server.ConnectionString(name));
        await connection.OpenAsync();
        List<string> tables = [];
        await using (var command = new MySqlCommand(
            "select table_name from information_schema.tables where table_schema = database() and auto_increment > 1 or (table_schema = database() and table_name in ('host_capacity', 'storage_pool_capacity', 'job_lock', 'dedication_number'))", connection))
        await using (var reader = await command.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                tables.Add(reader.GetString(0));
            }
        }
        var statements = string.Concat(tables.Select(table => $"delete from `{table}`; alter table `{table}` auto_increment = 1;"));
        await using var clear = new MySqlCommand($"set foreign_key_checks = 0; {statements} set foreign_key_checks = 1;", connection);
        await clear.ExecuteNonQueryAsync();
    }
}

/// <summary>A MariaDB server of the tests' own.</summary>
internal sealed class MariaDbServer : IAsyncDisposable
{
    private readonly Process _process;
    private readonly int _port;

    private MariaDbServer(Process process, int port) => (_process, _port) = (process, port);

    public static async Task<MariaDbServer> StartAsync(string folder)
    {
        Directory.CreateDirectory(folder);
        var port = FreePort();
        var data = Path.Combine(folder, "data");
        await RunAsync("mariadb-install-db", $"--no-defaults --user=root --datadir={data} --auth-root-authentication-method=normal --skip-test-db");
        var process = Process.Start(new ProcessStartInfo("mariadbd",
            $"--no-defaults --user=root --datadir={data} --socket={Path.Combine(folder, "s")} --port={port} --bind-address=127.0.0.1 --skip-name-resolve "
            + "--innodb-flush-log-at-trx-commit=0 --skip-log-bin --innodb-buffer-pool-size=128M --max-connections=400")
        { RedirectStandardError = true, RedirectStandardOutput = true })!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var server = new MariaDbServer(process, port);
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await server.ExecuteAsync("select 1");
                return server;
            }
            catch (MySqlException) when (attempt < 300 && !process.HasExited)
            {
                await Task.Delay(100);
            }
        }
    }

    public string ConnectionString(string database) =>
        $"Server=127.0.0.1;Port={_port};User ID=root;Password=;Database={database};SslMode=None;MaximumPoolSize=60";

    public async Task ExecuteAsync(string sql)
    {
        await using var connection = new MySqlConnection(ConnectionString(""));
        await connection.OpenAsync();
        await using var command = new MySqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task RunAsync(string program, string arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} failed: {error}{await output}");
        }
    }
}
