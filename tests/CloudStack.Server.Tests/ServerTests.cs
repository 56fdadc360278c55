using System.Diagnostics;
using System.Net;
using System.Text.Json;

namespace CloudStack.Server.Tests;

/// <summary>The server as its users start it.</summary>
internal sealed class ServerTests : FolderFixture
{
    [Test]
    public async Task The_demonstration_serves_a_zone_to_the_snippet_of_the_readme()
    {
        await using var server = await ServerProcess.ServeAsync(Folder, "--demo");
        var key = (await server.LineAsync("apiKey="))["apiKey=".Length..];
        var secret = (await server.LineAsync("secretKey="))["secretKey=".Length..];
        var snippet = Snippet().Replace("http://localhost:8080/", server.Http.BaseAddress!.ToString(), StringComparison.Ordinal);
        var start = new ProcessStartInfo("bash", ["-c", snippet]) { RedirectStandardOutput = true, Environment = { ["apiKey"] = key, ["secretKey"] = secret } };
        using var shell = Process.Start(start)!;
        var answer = await shell.StandardOutput.ReadToEndAsync();
        Assert.That(answer, Does.StartWith("{ \"listzonesresponse\" : { \"count\":1 ,\"zone\" : [  {\"id\":").And.Contain("\"name\":\"Demo\""));

        await server.LineAsync("The demonstration zone is ready.");
        Assert.That(await server.Http.GetStringAsync("/health/live"), Is.EqualTo("live"));
        Assert.That(await server.Http.GetStringAsync("/health/ready"), Is.EqualTo("ready"));
        using var description = JsonDocument.Parse(await server.Http.GetStringAsync("/openapi.json"));
        Assert.That(description.RootElement.GetProperty("openapi").GetString(), Is.EqualTo("3.1.0"));
        Assert.That(description.RootElement.GetProperty("paths").GetProperty("/client/api/listZones").GetProperty("get").GetProperty("operationId").GetString(), Is.EqualTo("listZones"));
        Assert.That(await server.StopAsync(), Is.Zero);
        Assert.That(server.Lines, Has.None.Contain("signature").IgnoreCase, "no request with its secrets is logged");
    }

    [Test]
    public async Task Libcloud_works_with_the_demonstration_unmodified()
    {
        await using var server = await ServerProcess.ServeAsync(Folder, "--demo");
        await server.LineAsync("The demonstration zone is ready.");
        var (key, secret) = ((await server.LineAsync("apiKey="))["apiKey=".Length..], (await server.LineAsync("secretKey="))["secretKey=".Length..]);
        var start = new ProcessStartInfo("/usr/bin/python3", [Path.Combine(AppContext.BaseDirectory, "libcloud_check.py"), $"{server.Http.BaseAddress!.Port}"])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, Environment = { ["apiKey"] = key, ["secretKey"] = secret },
        };
        using var client = Process.Start(start)!;
        var (output, errors) = (client.StandardOutput.ReadToEndAsync(), client.StandardError.ReadToEndAsync());
        await client.WaitForExitAsync();
        Assert.That(client.ExitCode, Is.Zero, $"{await output}\n{await errors} (Debian's python3-libcloud must be installed; eng/test.sh does it)");
        Assert.That(await output, Does.EndWith("done\n"));
    }

    [Test]
    public async Task The_first_start_makes_the_administrator_and_says_the_password_once()
    {
        const string Said = "The password of the user admin is ";
        string password;
        await using (var first = await ServerProcess.ServeAsync(Folder))
        {
            password = (await first.LineAsync(Said))[Said.Length..].Split(' ')[0];
            Assert.That((await first.LogInAsync(password)).StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(await first.StopAsync(), Is.Zero);
        }
        await using var second = await ServerProcess.ServeAsync(Folder);
        Assert.That((await second.LogInAsync(password)).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(second.Lines, Has.None.StartsWith(Said));
    }

    [Test]
    public async Task Setting_up_the_database_needs_no_server_and_may_be_repeated()
    {
        string[] arguments = ["setup-database", "--database", Path.Combine(Folder, "made.db"), "--key-file", Path.Combine(Folder, "the.key"), "--admin-password", "chosen"];
        await using (var setup = ServerProcess.Run(Folder, arguments))
        {
            Assert.That(await setup.EndAsync(), Is.Zero);
            Assert.That(setup.Lines, Has.Some.EndsWith(" is set up.").And.None.Contain("chosen"));
        }
        await using (var again = ServerProcess.Run(Folder, arguments))
        {
            Assert.That(await again.EndAsync(), Is.Zero);
            Assert.That(again.Lines, Has.Some.EndsWith(" is up to date."));
        }
        Assert.That(File.Exists(Path.Combine(Folder, "the.key")), Is.True);
        await using var server = await ServerProcess.ServeAsync(Folder, "--CloudStack:Database", "made.db", "--CloudStack:KeyFile", "the.key");
        Assert.That((await server.LogInAsync("chosen")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task The_decision_log_is_replayed_and_capacity_verified_without_a_server()
    {
        string[] where = ["--database", Path.Combine(Folder, "made.db"), "--key-file", Path.Combine(Folder, "the.key")];
        await using (var setup = ServerProcess.Run(Folder, ["setup-database", .. where, "--admin-password", "chosen"]))
        {
            Assert.That(await setup.EndAsync(), Is.Zero);
        }
        await using (var replay = ServerProcess.Run(Folder, ["placement", "replay", .. where]))
        {
            Assert.That(await replay.EndAsync(), Is.Zero);
            Assert.That(replay.Lines, Has.Some.EqualTo("0 decisions in 0 segments came out exactly as they were logged."));
        }
        await using (var verify = ServerProcess.Run(Folder, ["capacity", "verify", .. where]))
        {
            Assert.That(await verify.EndAsync(), Is.Zero);
            Assert.That(verify.Lines, Has.Some.EqualTo("0 differences, 0 jobs under way, 0 stuck"));
        }
        await using (var unknown = ServerProcess.Run(Folder, ["placement", "replay", .. where, "--policy", "bestest"]))
        {
            Assert.That(await unknown.EndAsync(), Is.EqualTo(1));
            Assert.That(unknown.Lines, Has.Some.StartsWith("The log could not be replayed: There is no policy bestest; there are random"));
        }
        await using var wrong = ServerProcess.Run(Folder, "placement", "repeat");
        Assert.That(await wrong.EndAsync(), Is.EqualTo(2));
        Assert.That(wrong.Lines, Has.Some.StartsWith("placement replay [--zone"));
    }

    [Test]
    public async Task The_setup_decides_the_region_and_the_server_for_good()
    {
        string[] arguments = ["setup-database", "--database", Path.Combine(Folder, "made.db"), "--key-file", Path.Combine(Folder, "the.key"), "--admin-password", "chosen", "-r"];
        await using (var setup = ServerProcess.Run(Folder, [.. arguments, "2", "-i", "10.9.8.7"]))
        {
            Assert.That(await setup.EndAsync(), Is.Zero);
        }
        await using (var other = ServerProcess.Run(Folder, [.. arguments, "3"]))
        {
            Assert.That(await other.EndAsync(), Is.EqualTo(1));
            Assert.That(other.Lines, Has.Some.Contains("This cloud is region 2 and cannot become region 3."));
        }
        await using (var wrong = ServerProcess.Run(Folder, [.. arguments, "2", "-i", "host.example"]))
        {
            Assert.That(await wrong.EndAsync(), Is.EqualTo(1));
            Assert.That(wrong.Lines, Has.Some.Contains("known by an IP address or a positive number"));
        }
        await using var server = await ServerProcess.ServeAsync(Folder, "--CloudStack:Database", "made.db", "--CloudStack:KeyFile", "the.key");
        var login = await server.LogInAsync("chosen");
        using var session = JsonDocument.Parse(await login.Content.ReadAsStringAsync());
        var key = Uri.EscapeDataString(session.RootElement.GetProperty("loginresponse").GetProperty("sessionkey").GetString()!);
        Assert.That(await server.Http.GetStringAsync($"/client/api?command=listRegions&response=json&sessionkey={key}"), Does.Contain("\"region\" : [  {\"id\":2,\"name\":\"Local\""));
    }

    [TestCase("setup-database", "--colour", "blue")]
    [TestCase("setup-database", "--database")]
    public async Task A_wrong_argument_is_answered_with_the_usage(params string[] arguments)
    {
        await using var program = ServerProcess.Run(Folder, arguments);
        Assert.That(await program.EndAsync(), Is.EqualTo(2));
        Assert.That(program.Lines, Has.Some.StartsWith("setup-database [--database"));
    }

    /// <summary>The shell snippet of the README, without the lines that fill in the keys.</summary>
    private static string Snippet()
    {
        const string Begin = "query=";
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "CloudStack.sln")))
            {
                var readme = File.ReadAllText(Path.Combine(folder.FullName, "README.md"));
                var start = readme.IndexOf(Begin, StringComparison.Ordinal);
                return readme[start..readme.IndexOf("```", start, StringComparison.Ordinal)];
            }
        }
        throw new InvalidOperationException("The README was not found.");
    }
}
