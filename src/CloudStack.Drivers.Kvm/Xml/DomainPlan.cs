namespace CloudStack.Drivers.Kvm.Xml;

/// <summary>What a domain needs to know about its host, besides its specification.</summary>
internal sealed record DomainPlan
{
    /// <summary><c>kvm</c> or <c>qemu</c>.</summary>
    public required string DomainType { get; init; }
    /// <summary>Architecture, for example <c>x86_64</c>.</summary>
    public required string Architecture { get; init; }
    /// <summary>Path of QEMU, or null for libvirt's choice.</summary>
    public string? Emulator { get; init; }
    /// <summary>Bridge of each NIC, in the order of the specification.</summary>
    public required IReadOnlyList<string> Bridges { get; init; }
    /// <summary>Where network pools are mounted.</summary>
    public required string MountFolder { get; init; }
    /// <summary>File of the disc in the CD drive, or null.</summary>
    public string? IsoPath { get; init; }
    /// <summary>File that takes down the serial console.</summary>
    public required string ConsoleLog { get; init; }
    /// <summary>Address that VNC listens at.</summary>
    public required string VncListen { get; init; }
    /// <summary>Speed of a core of the host, for a VM that may not use more than its own.</summary>
    public int HostMhz { get; init; }
    /// <summary>CPU mode (<c>host-model</c>, <c>host-passthrough</c>), or null for the hypervisor's default.</summary>
    public string? CpuMode { get; init; }
    /// <summary>Memory for translated code of an emulated CPU, where libvirt can set it.</summary>
    public int? EmulationCacheMiB { get; init; }
    /// <summary>Whether CPU weights can be given: libvirt refuses them on a host without the cpu cgroup.</summary>
    public bool CpuWeight { get; init; } = true;
    /// <summary>Whether NICs can be limited: it takes traffic control in the kernel.</summary>
    public bool NetworkLimits { get; init; } = true;
}
