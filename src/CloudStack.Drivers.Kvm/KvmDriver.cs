using System.Globalization;
using CloudStack.Drivers.Kvm.Transport;
using CloudStack.Drivers.Kvm.Xml;
using Microsoft.Extensions.Logging;

namespace CloudStack.Drivers.Kvm;

/// <summary>
/// KVM hosts without an agent: virsh and a few shell commands over SSH. A host needs sshd with a login as root, libvirt 0.9.4 and QEMU 1.0 or later,
/// and its bridges. Each VM is a persistent domain without autostart, whose UUID follows from its name.
/// A migration needs libvirt of both hosts to reach each other (<see cref="KvmOptions.MigrationUri"/>).
/// </summary>
public sealed partial class KvmDriver : IHypervisorDriver, IDisposable
{
    private const long MiB = 1024 * 1024;
    private static readonly TimeSpan PollEvery = TimeSpan.FromMilliseconds(300);
    private readonly KvmOptions options;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly IHostShell shell;

    /// <summary>Creates the driver.</summary>
    /// <param name="options">Choices for all hosts.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Takes what happens; no secrets.</param>
    public KvmDriver(KvmOptions options, TimeProvider time, ILogger<KvmDriver> logger) : this(options, time, logger, new SshHostShell(options, time, logger))
    {
    }

    internal KvmDriver(KvmOptions options, TimeProvider time, ILogger logger, IHostShell shell)
    {
        this.options = options;
        this.time = time;
        this.logger = logger;
        this.shell = shell;
    }

    /// <inheritdoc/>
    public HypervisorTraits Traits { get; } = new()
    {
        Hypervisor = "KVM",
        ImageFormats = ["QCOW2", "RAW"],
        PoolTypes = [PoolTypes.Filesystem, PoolTypes.NetworkFilesystem, PoolTypes.SharedMountPoint],
        AddressSchemes = ["ssh", "http"],
    };

    /// <inheritdoc/>
    public async Task<HostFacts> ProbeAsync(HostEndpoint host, CancellationToken cancellationToken)
    {
        var result = await RunAsync(host, new HostCommand("tell what it is", HostScripts.Probe) { Arguments = [options.LocalStorage] }, cancellationToken);
        var report = HostReport.Read(result.Output);
        if (report.Refusal is { } refusal)
            throw KvmErrors.Refused(host, $"it cannot be used as a KVM host: {refusal}.");
        var reserved = ReservedMemory(host, report.MemoryBytes);
        return new HostFacts
        {
            Guid = (report.Uuid ?? NameUuid.Of(host.Address.Host)).ToString("D"),
            Name = report.Section("hostname") is { Length: > 0 } name ? name : host.Address.Host,
            Cpus = report.Cpus,
            CpuMhz = report.CpuMhz,
            MemoryBytes = Math.Max(0, report.MemoryBytes - reserved),
            ReservedMemoryBytes = reserved,
            Capabilities = report.Section("convert") is "" or "0" ? ["hvm"] : ["hvm", "snapshot"],
            HypervisorVersion = report.Qemu?.ToString(),
            PrivateIpAddress = report.Section("address") is { Length: > 0 } address ? address : null,
            HostKey = result.HostKey,
            LocalStorage = report.Disk("local"),
            LocalStoragePath = options.LocalStorage,
        };
    }

    /// <summary>Closes the connections to all hosts.</summary>
    public void Dispose() => (shell as IDisposable)?.Dispose();

    /// <summary>A tenth of the memory but at most 768 MiB, or what the operator asks for when that is more.</summary>
    private long ReservedMemory(HostEndpoint host, long memory)
    {
        var asked = host.Details.TryGetValue(KvmOptions.ReservedMemoryName, out var detail) &&
            long.TryParse(detail, NumberStyles.None, CultureInfo.InvariantCulture, out var own) ? own : options.ReservedMemoryMiB;
        return Math.Max(Math.Min(memory / 10, 768 * MiB), asked * MiB);
    }

    /// <summary>Runs a command that must succeed.</summary>
    private async Task<HostResult> RunAsync(HostEndpoint host, HostCommand command, CancellationToken cancellationToken)
    {
        var result = await shell.RunAsync(host, command, cancellationToken);
        return result.ExitCode == 0 ? result : throw KvmErrors.Failed(host, command, result);
    }

    /// <summary>Looks at something again and again until it is so.</summary>
    /// <returns>Whether it became so in time.</returns>
    private async Task<bool> WaitUntilAsync(Func<Task<bool>> isSo, TimeSpan patience, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        while (!await isSo())
        {
            if (time.GetElapsedTime(start) >= patience)
                return false;
            await Task.Delay(PollEvery, time, cancellationToken);
        }
        return true;
    }
}
