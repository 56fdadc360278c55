namespace CloudStack.Drivers;

/// <summary>Names a VM to a driver.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its instance name, unique in the cloud, for example <c>i-2-3-VM</c>. Drivers find VMs on hosts by it.</param>
public sealed record VmRef(VirtualMachineId Id, string Name);

/// <summary>Whether a VM runs.</summary>
public enum VmPower
{
    /// <summary>It is not known.</summary>
    Unknown,
    /// <summary>It runs, or is paused.</summary>
    Running,
    /// <summary>It does not run, or is not there.</summary>
    Stopped,
    /// <summary>It is shutting down.</summary>
    Stopping,
    /// <summary>It crashed.</summary>
    Crashed,
}

/// <summary>The whole desired state of a VM.</summary>
public sealed record VmSpec
{
    /// <summary>Which VM.</summary>
    public required VmRef Vm { get; init; }

    /// <summary>Running or stopped.</summary>
    public required VmPower Power { get; init; }

    /// <summary>For a stop: how long the guest may take to shut down by itself before it is powered off. Zero powers it off at once.</summary>
    public TimeSpan GracefulStop { get; init; } = TimeSpan.Zero;

    /// <summary>Virtual processors.</summary>
    public required int Cpus { get; init; }

    /// <summary>Speed of each in MHz, as a relative weight.</summary>
    public required int CpuMhz { get; init; }

    /// <summary>Whether the VM may never use more than its speed, even when the host is idle.</summary>
    public bool LimitCpu { get; init; }

    /// <summary>Memory in bytes.</summary>
    public required long MemoryBytes { get; init; }

    /// <summary>Name of the guest operating system, for example <c>CentOS 5.5 (64-bit)</c>.</summary>
    public string GuestOs { get; init; } = "Other (64-bit)";

    /// <summary>The name that its owner gave it; a comment to the hypervisor.</summary>
    public string? DisplayName { get; init; }

    /// <summary>Disks, the ROOT disk at device 0.</summary>
    public IReadOnlyList<DiskSpec> Disks { get; init; } = [];

    /// <summary>What is in the CD drive, or null when it is empty. The guest boots from it before its disks.</summary>
    public IsoSpec? Iso { get; init; }

    /// <summary>NICs in the order of their devices.</summary>
    public IReadOnlyList<NicSpec> Nics { get; init; } = [];

    /// <summary>Password of the console, or null.</summary>
    public string? ConsolePassword { get; init; }

    /// <summary>Further settings that only the driver understands.</summary>
    public IReadOnlyDictionary<string, string> Details { get; init; } = new Dictionary<string, string>();
}

/// <summary>A disk of a VM.</summary>
/// <param name="Volume">The volume, as it was made.</param>
/// <param name="DeviceId">Its place: 0 is the ROOT disk, 3 the CD drive, data disks have 1, 2 and 4 to 15.</param>
public sealed record DiskSpec(VolumeSpec Volume, int DeviceId);

/// <summary>An ISO for the CD drive of a VM.</summary>
/// <param name="Id">Its id; what is kept of it on a host or pool is named after it.</param>
/// <param name="Address">Where it is to be had: <c>http://</c>, <c>https://</c>, <c>nfs://</c>, or <c>file://</c> for a path that the host sees.</param>
public sealed record IsoSpec(TemplateId Id, Uri Address);

/// <summary>A NIC of a VM.</summary>
public sealed record NicSpec
{
    /// <summary>The NIC's id.</summary>
    public required NicId Id { get; init; }

    /// <summary>Its device, from 0.</summary>
    public required int DeviceId { get; init; }

    /// <summary>MAC address in lower case with colons.</summary>
    public required string MacAddress { get; init; }

    /// <summary>Kind of traffic, for example <c>Guest</c>.</summary>
    public required string TrafficType { get; init; }

    /// <summary>Where it is plugged in: <c>vlan://600</c>, or <c>vlan://untagged</c>, or null for the untagged network.</summary>
    public string? BroadcastUri { get; init; }

    /// <summary>The label of the hypervisor's bridge or network for this traffic; null takes the host's label for the traffic type.</summary>
    public string? NetworkLabel { get; init; }

    /// <summary>Limit in Mbit/s, or null for none.</summary>
    public int? RateMbps { get; init; }

    /// <summary>IPv4 address that the cloud gave it, or null.</summary>
    public string? IpAddress { get; init; }

    /// <summary>Whether it is the VM's default NIC.</summary>
    public bool IsDefault { get; init; }
}

/// <summary>A VM as found on a host.</summary>
/// <param name="Name">Its instance name.</param>
/// <param name="Power">Whether it runs.</param>
public sealed record VmObservation(string Name, VmPower Power)
{
    /// <summary>VNC address when it runs, or null.</summary>
    public ConsoleAddress? Console { get; init; }

    /// <summary>Whether the guest switched itself off, which is not restarted.</summary>
    public bool StoppedByGuest { get; init; }
}

/// <summary>Where a console is served.</summary>
/// <param name="Host">Address.</param>
/// <param name="Port">TCP port.</param>
/// <param name="Protocol">For example <c>vnc</c>.</param>
public sealed record ConsoleAddress(string Host, int Port, string Protocol = "vnc");

/// <summary>Counters of a VM since it started.</summary>
/// <param name="Name">Its instance name.</param>
/// <param name="CpuTime">Processor time used.</param>
/// <param name="NetworkReadBytes">Bytes received.</param>
/// <param name="NetworkWriteBytes">Bytes sent.</param>
/// <param name="DiskReadBytes">Bytes read.</param>
/// <param name="DiskWriteBytes">Bytes written.</param>
public sealed record VmStatistics(string Name, TimeSpan CpuTime, long NetworkReadBytes, long NetworkWriteBytes, long DiskReadBytes, long DiskWriteBytes);
