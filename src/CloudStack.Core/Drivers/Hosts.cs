namespace CloudStack.Drivers;

/// <summary>What a hypervisor is and what it is limited to.</summary>
public sealed record HypervisorTraits
{
    /// <summary>The hypervisor's name as in 4.1, for example <c>KVM</c> or <c>Simulator</c>. An open string.</summary>
    public required string Hypervisor { get; init; }

    /// <summary>Image formats that it can run, first the one it prefers, for example <c>QCOW2</c>.</summary>
    public required IReadOnlyList<string> ImageFormats { get; init; }

    /// <summary>Kinds of primary storage that it can use (<see cref="PoolTypes"/> lists the well-known ones).</summary>
    public IReadOnlyList<string> PoolTypes { get; init; } = [];

    /// <summary>Schemes of host addresses that it takes, for example <c>ssh</c>; <c>http</c> is what 4.1 clients send for any host.</summary>
    public IReadOnlyList<string> AddressSchemes { get; init; } = ["http"];
}

/// <summary>Well-known kinds of primary storage, in 4.1's spelling.</summary>
public static class PoolTypes
{
    /// <summary>A directory of the host, for local storage.</summary>
    public const string Filesystem = "Filesystem";
    /// <summary>An NFS export, mounted by each host.</summary>
    public const string NetworkFilesystem = "NetworkFilesystem";
    /// <summary>A directory that the operator has mounted on every host at the same path.</summary>
    public const string SharedMountPoint = "SharedMountPoint";
    /// <summary>A clustered LVM volume group.</summary>
    public const string Clvm = "CLVM";
    /// <summary>A Ceph pool.</summary>
    public const string Rbd = "RBD";
    /// <summary>An iSCSI logical unit.</summary>
    public const string IscsiLun = "IscsiLUN";
    /// <summary>Storage that was set up on the hosts beforehand.</summary>
    public const string PreSetup = "PreSetup";
    /// <summary>A VMware file system datastore.</summary>
    public const string Vmfs = "VMFS";
}

/// <summary>Where a host is and how to log in. Holds secrets: never log it whole (<see cref="ToString"/> leaves them out).</summary>
public sealed record HostEndpoint
{
    /// <summary>The host's id.</summary>
    public required HostId Id { get; init; }

    /// <summary>The host's address, for example <c>ssh://root@192.0.2.10:22</c>.</summary>
    public required Uri Address { get; init; }

    /// <summary>User to log in as; when null, the address may name one.</summary>
    public string? UserName { get; init; }

    /// <summary>Password, or null when a key is used.</summary>
    public string? Password { get; init; }

    /// <summary>Private key in PEM or OpenSSH form, or null.</summary>
    public string? PrivateKey { get; init; }

    /// <summary>
    /// The host key that the host must show, as <c>SHA256:...</c>. Null on first use: the driver then reports the key in <see cref="HostFacts.HostKey"/>,
    /// the engine stores it, and any other key is refused from then on.
    /// </summary>
    public string? HostKey { get; init; }

    /// <summary>For each traffic type (<c>Guest</c>, <c>Public</c>, <c>Management</c>, <c>Storage</c>), the label of the bridge or network on this hypervisor.</summary>
    public IReadOnlyDictionary<string, string> NetworkLabels { get; init; } = new Dictionary<string, string>();

    /// <summary>Further settings of this host that only the driver understands.</summary>
    public IReadOnlyDictionary<string, string> Details { get; init; } = new Dictionary<string, string>();

    /// <summary>The address without its secrets.</summary>
    public override string ToString() => $"{Id} at {Address.Scheme}://{Address.Host}:{Address.Port}";
}

/// <summary>What a host is and has, as found by a probe.</summary>
public sealed record HostFacts
{
    /// <summary>Something that tells this machine from any other and survives a reboot.</summary>
    public required string Guid { get; init; }

    /// <summary>The host's own name.</summary>
    public required string Name { get; init; }

    /// <summary>Processor cores (threads count).</summary>
    public required int Cpus { get; init; }

    /// <summary>Speed of a core in MHz.</summary>
    public required int CpuMhz { get; init; }

    /// <summary>Memory for guests in bytes, the host's own share already taken off.</summary>
    public required long MemoryBytes { get; init; }

    /// <summary>Memory that the host keeps for itself, in bytes.</summary>
    public long ReservedMemoryBytes { get; init; }

    /// <summary>What it can do, for example <c>hvm</c> and <c>snapshot</c>.</summary>
    public IReadOnlyList<string> Capabilities { get; init; } = [];

    /// <summary>Version of the hypervisor, for example of QEMU; null when it has none.</summary>
    public string? HypervisorVersion { get; init; }

    /// <summary>Address on the management network.</summary>
    public string? PrivateIpAddress { get; init; }

    /// <summary>The key that the host showed, as <c>SHA256:...</c>; null where hosts have none.</summary>
    public string? HostKey { get; init; }

    /// <summary>Local storage that VMs can use, or null when there is none.</summary>
    public PoolFacts? LocalStorage { get; init; }

    /// <summary>Path of the local storage on the host.</summary>
    public string? LocalStoragePath { get; init; }
}

/// <summary>What a host uses at this moment.</summary>
/// <param name="CpuPercent">Share of all cores in use, 0 to 100.</param>
/// <param name="MemoryUsedBytes">Memory in use.</param>
/// <param name="NetworkReadBytes">Bytes received since the host started.</param>
/// <param name="NetworkWriteBytes">Bytes sent since the host started.</param>
public sealed record HostStatistics(double CpuPercent, long MemoryUsedBytes, long NetworkReadBytes, long NetworkWriteBytes);
