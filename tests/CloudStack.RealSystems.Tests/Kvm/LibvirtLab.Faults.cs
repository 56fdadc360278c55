using System.Diagnostics;
using System.Globalization;
using CloudStack.Drivers;

namespace CloudStack.RealSystems.Tests.Kvm;

/// <summary>What happens to hosts and guests without the driver's doing, and what is there in truth.</summary>
public sealed partial class LibvirtLab
{
    /// <summary>The guest is asked by its power button, and switches itself off.</summary>
    public async Task ShutDownGuestAsync(HostEndpoint host, string vmName, CancellationToken cancellationToken)
    {
        await VirshAsync(host, "shutdown", vmName);
        await WaitForEndAsync(host, vmName, cancellationToken);
    }

    /// <summary>The VM's emulator is killed.</summary>
    public async Task KillAsync(HostEndpoint host, string vmName, CancellationToken cancellationToken)
    {
        var id = await File.ReadAllTextAsync($"{HostFolder(host)}/rundir/qemu/{vmName}.pid", cancellationToken);
        using (var emulator = Process.GetProcessById(int.Parse(id, CultureInfo.InvariantCulture)))
            emulator.Kill();
        await WaitForEndAsync(host, vmName, cancellationToken);
    }

    /// <summary>Defines a domain that somebody else has made.</summary>
    public async Task PlantDomainAsync(HostEndpoint host, string name, CancellationToken cancellationToken)
    {
        var file = $"{HostFolder(host)}/foreign.xml";
        await File.WriteAllTextAsync(file, $"<domain type='qemu'><name>{name}</name><memory>65536</memory><os><type>hvm</type></os></domain>", cancellationToken);
        await VirshAsync(host, "define", file);
    }

    /// <summary>The next VM that is started on a host starts, but the connection that asked for it is cut before the answer.</summary>
    public async Task LoseNextStartAsync(HostEndpoint host, CancellationToken cancellationToken)
    {
        var programs = $"{HostFolder(host)}/bin";
        if (!Directory.Exists(programs))
        {
            Directory.CreateDirectory(programs);
            // the driver finds it before the true one; the caller's connection is the sshd that the script descends from
            await File.WriteAllTextAsync($"{programs}/virsh", $$"""
                #!/bin/sh
                /usr/bin/virsh "$@"
                code=$?
                case " $* " in *' start '*) [ -e {{programs}}/armed ] || exit $code ;; *) exit $code ;; esac
                pid=$PPID
                while [ "$pid" -gt 1 ] && [ "$(cat "/proc/$pid/comm")" != sshd ]; do pid=$(sed -n 's/^PPid:[[:space:]]*//p' "/proc/$pid/status"); done
                [ "$pid" -le 1 ] || { kill "$pid" && rm {{programs}}/armed; }
                exit $code

                """, cancellationToken);
            await RunAsync("chmod", "755", $"{programs}/virsh");
            var daemon = (await File.ReadAllTextAsync($"{HostFolder(host)}/pid", cancellationToken)).Trim();
            await RunAsync("nsenter", "-t", daemon, "-m", "mount", "--bind", programs, "/usr/local/sbin");
        }
        await File.WriteAllTextAsync($"{programs}/armed", "", cancellationToken);
    }

    /// <summary>Whether the last <see cref="LoseNextStartAsync"/> still waits for its start.</summary>
    public bool IsStartToBeLost(HostEndpoint host) => File.Exists($"{HostFolder(host)}/bin/armed");

    /// <summary>Domains of a name, running or not.</summary>
    public async Task<int> CountDomainsAsync(HostEndpoint host, string name) =>
        Lines(await VirshAsync(host, "list", "--all", "--name")).Count(line => line.Trim() == name);

    /// <summary>Disks of a domain, without its CD drive.</summary>
    public async Task<int> CountDisksAsync(HostEndpoint host, string name) =>
        Lines(await VirshAsync(host, "domblklist", "--details", name)).Count(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, "disk", ..]);

    /// <summary>Whether a disc is in the CD drive of a domain.</summary>
    public async Task<bool> HasDiscAsync(HostEndpoint host, string name) =>
        Lines(await VirshAsync(host, "domblklist", "--details", name)).Any(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, "cdrom", _, not "-", ..]);

    /// <summary>NICs of a domain.</summary>
    public async Task<int> CountNicsAsync(HostEndpoint host, string name) => Lines(await VirshAsync(host, "domiflist", name)).Length;

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private async Task WaitForEndAsync(HostEndpoint host, string vmName, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        while ((await VirshAsync(host, "domstate", vmName)).Trim() is not ("shut off" or "crashed"))
        {
            if (Stopwatch.GetElapsedTime(start) > Patience)
                throw new TimeoutException($"The VM {vmName} does not end. Its guest said: {Console(host, vmName)}");
            await Task.Delay(200, cancellationToken);
        }
    }
}
