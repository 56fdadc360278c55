using System.Globalization;

namespace CloudStack.Drivers.Kvm;

/// <summary>Choices of the KVM driver that hold for all hosts. In a plugin they are its settings, under the names given here.</summary>
public sealed record KvmOptions
{
    /// <summary>Detail of a host, and setting: <c>kvm</c> or <c>qemu</c> instead of what libvirt offers.</summary>
    public const string DomainTypeName = "kvm.domain.type";

    /// <summary>Detail of a host: address that other hosts migrate to, when it is not the one that it is managed by.</summary>
    public const string MigrationAddressName = "kvm.migration.address";

    /// <summary>Detail of a host, and setting: MiB of memory that a host keeps for itself.</summary>
    public const string ReservedMemoryName = "host.reserved.mem.mb";

    /// <summary>Where libvirt is on a host (<c>kvm.libvirt.uri</c>).</summary>
    public string LibvirtUri { get; init; } = "qemu:///system";

    /// <summary>Domain type, or null for what libvirt offers: <c>kvm</c>, else <c>qemu</c> (<c>kvm.domain.type</c>).</summary>
    public string? DomainType { get; init; }

    /// <summary>
    /// CPU that guests see: <c>host-model</c> or <c>host-passthrough</c>, or null for the hypervisor's common model, which migrates between unlike hosts
    /// (<c>kvm.cpu.mode</c>).
    /// </summary>
    public string? CpuMode { get; init; }

    /// <summary>Bridge for traffic whose label the host does not know (<c>kvm.bridge</c>).</summary>
    public string DefaultBridge { get; init; } = "cloudbr0";

    /// <summary>Bridge between a host and its system VMs (<c>kvm.control.bridge</c>).</summary>
    public string ControlBridge { get; init; } = "cloud0";

    /// <summary>Folder of the local storage (<c>kvm.local.storage</c>).</summary>
    public string LocalStorage { get; init; } = "/var/lib/libvirt/images";

    /// <summary>Folder that NFS pools are mounted under (<c>kvm.mount.folder</c>).</summary>
    public string MountFolder { get; init; } = "/mnt/cloudstack";

    /// <summary>Options of NFS mounts (<c>kvm.nfs.options</c>).</summary>
    public string NfsOptions { get; init; } = "nodev,nosuid,noexec,tcp,timeo=133,retrans=10";

    /// <summary>Folder that takes down what guests say on their serial consoles, a file a VM (<c>kvm.console.folder</c>).</summary>
    public string ConsoleFolder { get; init; } = "/var/log/libvirt/cloudstack";

    /// <summary>Address that consoles with a password listen at; those without listen at the host's loopback only (<c>kvm.vnc.listen</c>).</summary>
    public string VncListen { get; init; } = "0.0.0.0";

    /// <summary>Where the source of a migration finds the libvirt of its target, which is <c>{0}</c> (<c>kvm.migration.uri</c>).</summary>
    public string MigrationUri { get; init; } = "qemu+tcp://{0}/system";

    /// <summary>MiB of memory that a host keeps for itself when that is more than a tenth of its memory or 768 (<c>host.reserved.mem.mb</c>).</summary>
    public int ReservedMemoryMiB { get; init; }

    /// <summary>Memory in MiB for translated code of each emulated processor; no meaning with hardware virtualisation (<c>kvm.emulation.cache.mb</c>).</summary>
    public int EmulationCacheMiB { get; init; } = 64;

    /// <summary>Commands that run on a host at once; sshd allows 10 sessions of a connection by default (<c>kvm.ssh.commands</c>).</summary>
    public int CommandsPerHost { get; init; } = 8;

    /// <summary>How long to wait for a connection (<c>kvm.ssh.connect.seconds</c>).</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long an ordinary command may take (<c>kvm.command.seconds</c>).</summary>
    public TimeSpan CommandTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long a template may take to arrive (<c>kvm.template.seconds</c>).</summary>
    public TimeSpan TemplateTimeout { get; init; } = TimeSpan.FromHours(6);

    /// <summary>How long a migration may take (<c>kvm.migration.seconds</c>).</summary>
    public TimeSpan MigrationTimeout { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long a guest may take to let go of a device (<c>kvm.detach.seconds</c>).</summary>
    public TimeSpan DetachTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a guest may take to restart by itself before it is reset (<c>kvm.reboot.seconds</c>).</summary>
    public TimeSpan RebootGrace { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>After which time without use a connection is closed (<c>kvm.ssh.idle.seconds</c>).</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How often an idle connection is kept awake (<c>kvm.ssh.keepalive.seconds</c>).</summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Reads the options from a plugin's settings; those that are missing or empty keep their defaults.</summary>
    /// <param name="settings">The settings by name.</param>
    /// <exception cref="ArgumentException">A value cannot be used; the message names it and what would be right.</exception>
    public static KvmOptions FromSettings(IReadOnlyDictionary<string, string> settings)
    {
        var plain = new KvmOptions();
        return new KvmOptions
        {
            LibvirtUri = Text("kvm.libvirt.uri") ?? plain.LibvirtUri,
            DomainType = OneOf(DomainTypeName, "kvm", "qemu"),
            CpuMode = OneOf("kvm.cpu.mode", "host-model", "host-passthrough"),
            DefaultBridge = Text("kvm.bridge") ?? plain.DefaultBridge,
            ControlBridge = Text("kvm.control.bridge") ?? plain.ControlBridge,
            LocalStorage = Folder("kvm.local.storage") ?? plain.LocalStorage,
            MountFolder = Folder("kvm.mount.folder") ?? plain.MountFolder,
            NfsOptions = Text("kvm.nfs.options") ?? plain.NfsOptions,
            ConsoleFolder = Folder("kvm.console.folder") ?? plain.ConsoleFolder,
            VncListen = Text("kvm.vnc.listen") ?? plain.VncListen,
            MigrationUri = Text("kvm.migration.uri") ?? plain.MigrationUri,
            ReservedMemoryMiB = Number(ReservedMemoryName, 0) ?? plain.ReservedMemoryMiB,
            EmulationCacheMiB = Number("kvm.emulation.cache.mb", 1) ?? plain.EmulationCacheMiB,
            CommandsPerHost = Number("kvm.ssh.commands", 1) ?? plain.CommandsPerHost,
            ConnectTimeout = Seconds("kvm.ssh.connect.seconds") ?? plain.ConnectTimeout,
            CommandTimeout = Seconds("kvm.command.seconds") ?? plain.CommandTimeout,
            TemplateTimeout = Seconds("kvm.template.seconds") ?? plain.TemplateTimeout,
            MigrationTimeout = Seconds("kvm.migration.seconds") ?? plain.MigrationTimeout,
            DetachTimeout = Seconds("kvm.detach.seconds") ?? plain.DetachTimeout,
            RebootGrace = Seconds("kvm.reboot.seconds") ?? plain.RebootGrace,
            IdleTimeout = Seconds("kvm.ssh.idle.seconds") ?? plain.IdleTimeout,
            KeepAlive = Seconds("kvm.ssh.keepalive.seconds") ?? plain.KeepAlive,
        };

        string? Text(string name) => settings.TryGetValue(name, out var value) && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

        string? Folder(string name) => Text(name) is not { } value ? null :
            value.StartsWith('/') ? value :
            throw new ArgumentException($"The setting '{name}' is '{value}' and must be a path from the root, such as /mnt/cloudstack.");

        string? OneOf(string name, params string[] allowed) => Text(name) is not { } value ? null :
            allowed.Contains(value) ? value :
            throw new ArgumentException($"The setting '{name}' is '{value}' and must be empty or one of: {string.Join(", ", allowed)}.");

        int? Number(string name, int least) => Text(name) is not { } value ? null :
            int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least ? number :
            throw new ArgumentException($"The setting '{name}' is '{value}' and must be a whole number of at least {least}.");

        TimeSpan? Seconds(string name) => Number(name, 1) is { } number ? TimeSpan.FromSeconds(number) : null;
    }
}
