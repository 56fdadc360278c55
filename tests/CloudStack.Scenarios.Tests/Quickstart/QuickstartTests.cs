using System.Diagnostics;
using System.Security.Cryptography;

namespace CloudStack.Scenarios.Tests.Quickstart;

/// <summary>The Quickstart as a process: what it prints, how it ends, and that it leaves no file behind.</summary>
[TestFixture]
internal sealed class QuickstartTests
{
    private string _folder = "";

    private string Temp => Path.Combine(_folder, "tmp");

    private string Template => FileOf("template.qcow2", "no image");

    private string Key => FileOf("key", RSA.Create(2048).ExportRSAPrivateKeyPem());

    [SetUp]
    public void MakeFolder()
    {
        _folder = Directory.CreateTempSubdirectory("cloudstack-scenario-").FullName;
        Directory.CreateDirectory(Temp);
    }

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task Without_options_it_shows_the_virtual_machines()
    {
        var (code, lines) = await RunAsync([]);
        Assert.That(code, Is.Zero, string.Join('\n', lines));
        Assert.That(lines, Has.Some.Contains("web-24"));
        Assert.That(lines[^1], Does.StartWith("Done after"));
    }

    [Test]
    public async Task A_host_that_does_not_answer_is_named() =>
        await FailsAsync("127.0.0.1", "--hypervisor", "kvm", "--host", "ssh://root@127.0.0.1:1", "--key", Key, "--template", Template);

    [Test]
    public async Task A_key_file_that_is_missing_is_named() =>
        await FailsAsync("There is no key file /nowhere/key.", "--hypervisor", "kvm", "--host", "ssh://root@127.0.0.1:1", "--key", "/nowhere/key", "--template", Template);

    [Test]
    public async Task A_template_that_is_missing_is_named() =>
        await FailsAsync("There is no template file /nowhere/t.qcow2.", "--hypervisor", "kvm", "--host", "ssh://root@127.0.0.1:1", "--template", "/nowhere/t.qcow2");

    [Test]
    public async Task A_database_that_does_not_answer_is_named_without_its_password() =>
        Assert.That(await FailsAsync("mysql://127.0.0.1:1/x", "--database", "mysql://root:secret@127.0.0.1:1/x"), Does.Not.Contain("secret"));

    [TestCase("--wrong")]
    [TestCase("--wrong", "value")]
    public async Task An_unknown_option_is_named_and_the_usage_follows(params string[] args)
    {
        var (code, lines) = await RunAsync(args);
        Assert.That(code, Is.EqualTo(1));
        Assert.That(lines[0], Is.EqualTo("There is no option --wrong."));
        Assert.That(lines[1], Does.StartWith("Usage:"));
    }

    [Test]
    public async Task A_zone_that_is_half_built_is_removed_without_complaint() =>
        await FailsAsync("unreachable", new Dictionary<string, string> { ["CLOUDSTACK_PLUGIN_SIMULATOR__FAULTS"] = "host:unreachable@drop" },
            "--host", "sim://first", "--host", "sim://unreachable", "--template", Template);

    private Task<string> FailsAsync(string saying, params string[] args) => FailsAsync(saying, [], args);

    private async Task<string> FailsAsync(string saying, Dictionary<string, string> environment, params string[] args)
    {
        var (code, lines) = await RunAsync(args, environment);
        Assert.That(lines, Has.Count.EqualTo(1), string.Join('\n', lines));
        Assert.That(lines[0], Does.Contain(saying));
        Assert.That(code, Is.EqualTo(1));
        return lines[0];
    }

    private async Task<(int Code, List<string> Lines)> RunAsync(string[] args, Dictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo("dotnet", [SourceTree.Quickstart, .. args]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _folder };
        start.Environment["TMPDIR"] = Temp;
        start.Environment["HOME"] = Temp;
        // The runtime's own pipes and sockets stand in the temporary folder too.
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        foreach (var (name, value) in environment ?? [])
        {
            start.Environment[name] = value;
        }
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.That(Directory.EnumerateFiles(Temp, "*", SearchOption.AllDirectories), Is.Empty, "files left behind");
        return (process.ExitCode, [.. (output + await error).Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0)]);
    }

    private string FileOf(string name, string text)
    {
        var file = Path.Combine(_folder, name);
        File.WriteAllText(file, text);
        return file;
    }
}
