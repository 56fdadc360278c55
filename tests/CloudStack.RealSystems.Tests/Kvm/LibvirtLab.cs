using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using CloudStack.Drivers;

namespace CloudStack.RealSystems.Tests.Kvm;

/// <summary>
/// Two real KVM hosts in namespaces of this machine (<c>eng/lab/kvm-lab.sh</c>), with a folder that both see and a template that boots in seconds.
/// Needs root and the packages of <c>eng/lab/apt.sh</c>.
/// </summary>
public sealed partial class LibvirtLab : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);
    private static int count;
    private readonly string folder;
    private readonly IReadOnlyDictionary<string, string> values;

    private LibvirtLab(string folder, IReadOnlyDictionary<string, string> values)
    {
        this.folder = folder;
        this.values = values;
        A = Host("HOST_A");
        B = Host("HOST_B");
    }

    /// <summary>The first host; its key is not pinned.</summary>
    public HostEndpoint A { get; }

    /// <summary>The second host.</summary>
    public HostEndpoint B { get; }

    /// <summary>The template's file, which both hosts see.</summary>
    public string TemplatePath => values["TEMPLATE"];

    /// <summary>A pool that both hosts see.</summary>
    public PoolSpec SharedPool => new() { Id = new StoragePoolId(new Guid("5a4e0000-0000-0000-0000-000000000001")), Type = PoolTypes.SharedMountPoint, Path = values["SHARED"] };

    /// <summary>A pool on a host's own disk; each host has its own under the same path.</summary>
    public static PoolSpec LocalPool => new() { Id = new StoragePoolId(new Guid("5a4e0000-0000-0000-0000-000000000002")), Type = PoolTypes.Filesystem, Path = "/var/lib/libvirt/images" };

    /// <summary>The address under which the hosts reach this process.</summary>
    public string OwnAddress => values["HOST_A"][..values["HOST_A"].LastIndexOf('.')] + ".254";

    /// <summary>The template of the lab.</summary>
    public TemplateSpec Template => new() { Id = new TemplateId(new Guid("7e3b0000-0000-0000-0000-000000000001")), Format = "QCOW2", Source = new Uri("file://" + TemplatePath) };

    /// <summary>Starts a lab of its own; any number can run at once.</summary>
    public static async Task<LibvirtLab> StartAsync()
    {
        await RemoveOrphansAsync();
        var own = $"{Environment.ProcessId}{Interlocked.Increment(ref count)}";
        var hash = Math.Abs(own.GetHashCode(StringComparison.Ordinal));
        var folder = $"/tmp/kl{own}";
        await RunAsync(Script("kvm-lab.sh"), "up", folder, $"k{hash % 1_000_000}", $"10.{100 + hash % 100}.{hash / 100 % 250}");
        await File.WriteAllTextAsync($"{folder}/owner", Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        var values = (await File.ReadAllLinesAsync($"{folder}/lab.env")).Select(line => line.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        return new LibvirtLab(folder, values);
    }

    /// <summary>Ends the guests and the hosts, and removes all that was made.</summary>
    public async ValueTask DisposeAsync() => await RunAsync(Script("kvm-lab.sh"), "down", folder);

    /// <summary>Password that logs in to a host as root.</summary>
    public string PasswordOf(HostEndpoint host) => File.ReadAllText($"{HostFolder(host)}/password").Trim();

    /// <summary>Stops a host's sshd, and cuts its sessions.</summary>
    public Task StopSshAsync(HostEndpoint host) => RunAsync(Script("kvm-host.sh"), "ssh-stop", HostName(host), HostFolder(host));

    /// <summary>Starts it again, unless it runs.</summary>
    public Task StartSshAsync(HostEndpoint host) => File.Exists($"{HostFolder(host)}/ssh/pid") ? Task.CompletedTask : RunAsync(Script("kvm-host.sh"), "ssh-start", HostName(host), HostFolder(host));

    /// <summary>Gives a host another host key, as if it had been installed anew.</summary>
    public Task ChangeHostKeyAsync(HostEndpoint host) => RunAsync(Script("kvm-host.sh"), "ssh-new-key", HostName(host), HostFolder(host));

    /// <summary>Runs virsh on a host, past the driver.</summary>
    public Task<string> VirshAsync(HostEndpoint host, params string[] arguments) =>
        RunAsync("virsh", ["-q", "-c", $"qemu+unix:///system?socket={HostFolder(host)}/run/libvirt-sock", .. arguments]);

    /// <summary>What a guest has said on its serial console on a host.</summary>
    public string Console(HostEndpoint host, string vmName)
    {
        var file = $"{HostFolder(host)}/log/cloudstack/{vmName}.log";
        return File.Exists(file) ? File.ReadAllText(file) : "";
    }

    /// <summary>The last number that a guest has counted to on its console, or 0.</summary>
    public int Tick(HostEndpoint host, string vmName) => Ticks().Matches(Console(host, vmName)) is { Count: > 0 } all ? int.Parse(all[^1].Groups[1].Value, CultureInfo.InvariantCulture) : 0;

    /// <summary>Waits until a guest has said what is asked for.</summary>
    public Task WaitForConsoleAsync(HostEndpoint host, string vmName, Func<string, bool> isThere, string what) =>
        WaitAsync(() => isThere(Console(host, vmName)), () => $"The guest of {vmName} did not say {what}. It said: {Console(host, vmName)}");

    /// <summary>Waits until a guest has counted to a number or beyond.</summary>
    public Task WaitForTickAsync(HostEndpoint host, string vmName, int tick) =>
        WaitAsync(() => Tick(host, vmName) >= tick, () => $"The guest of {vmName} did not count to {tick}. It said: {Console(host, vmName)}");

    /// <summary>A test run that was killed could not end its lab.</summary>
    private static async Task RemoveOrphansAsync()
    {
        foreach (var owner in Directory.GetDirectories("/tmp", "kl*").Select(folder => $"{folder}/owner").Where(File.Exists))
        {
            if (!Directory.Exists($"/proc/{(await File.ReadAllTextAsync(owner)).Trim()}"))
                await RunAsync(Script("kvm-lab.sh"), "down", Path.GetDirectoryName(owner)!);
        }
    }

    private static async Task WaitAsync(Func<bool> isSo, Func<string> complaint)
    {
        var start = Stopwatch.GetTimestamp();
        while (!isSo())
        {
            if (Stopwatch.GetElapsedTime(start) > Patience)
                throw new TimeoutException(complaint());
            await Task.Delay(100);
        }
    }

    private HostEndpoint Host(string name) => new()
    {
        Id = new HostId(Guid.NewGuid()),
        Address = new Uri($"ssh://root@{values[name]}"),
        PrivateKey = File.ReadAllText(values["KEY"]),
        NetworkLabels = new Dictionary<string, string> { ["Guest"] = "cloudbr0", ["Public"] = "cloudbr0", ["Management"] = "cloudbr0" },
    };

    private string HostName(HostEndpoint host) => host.Address.Host == values["HOST_A"] ? "a" : "b";

    private string HostFolder(HostEndpoint host) => $"{folder}/{HostName(host)}";

    private static string Script(string name)
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "CloudStack.sln")))
            at = at.Parent;
        return Path.Combine(at?.FullName ?? throw new InvalidOperationException("The tests must run inside the repository, for eng/lab."), "eng", "lab", name);
    }

    /// <summary>Runs a program. Its output goes to a file: daemons that it leaves behind would hold a pipe open.</summary>
    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        var output = Path.GetTempFileName();
        try
        {
            var start = new ProcessStartInfo("sh");
            foreach (var argument in (string[])["-c", "out=$1; shift; exec \"$@\" > \"$out\" 2>&1 < /dev/null", "run", output, program, .. arguments])
                start.ArgumentList.Add(argument);
            using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} does not start.");
            await process.WaitForExitAsync();
            var text = await File.ReadAllTextAsync(output);
            return process.ExitCode == 0 ? text : throw new InvalidOperationException(
                $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode} (it needs root and the packages of eng/lab/apt.sh): {text}");
        }
        finally
        {
            File.Delete(output);
        }
    }

    [GeneratedRegex("^TICK ([0-9]+)\r?$", RegexOptions.Multiline)]
    private static partial Regex Ticks();
}
