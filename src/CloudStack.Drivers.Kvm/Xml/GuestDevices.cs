namespace CloudStack.Drivers.Kvm.Xml;

/// <summary>Which devices a guest operating system has drivers for.</summary>
internal static class GuestDevices
{
    /// <summary>Detail of a VM that names its disk bus (<c>virtio</c>, <c>ide</c>, <c>scsi</c>, <c>sata</c>).</summary>
    public const string DiskBusDetail = "rootDiskController";

    /// <summary>Detail of a VM that names its NIC model (<c>virtio</c>, <c>e1000</c>, ...).</summary>
    public const string NicModelDetail = "nicAdapter";

    private static readonly string[] Paravirtual =
    [
        "Ubuntu", "CentOS", "Fedora", "Debian GNU/Linux", "Other PV", "Windows PV",
        "Red Hat Enterprise Linux 5.3", "Red Hat Enterprise Linux 5.4", "Red Hat Enterprise Linux 5.5", "Red Hat Enterprise Linux 6",
    ];

    /// <summary>Whether the guest knows virtio devices (4.1's list).</summary>
    public static bool KnowsVirtio(string guestOs) => Paravirtual.Any(name => guestOs.StartsWith(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether the guest keeps its clock in local time.</summary>
    public static bool IsWindows(string guestOs) => guestOs.StartsWith("Windows", StringComparison.OrdinalIgnoreCase);

    /// <summary>Bus of the ROOT disk. Data disks are always virtio.</summary>
    public static string RootBus(VmSpec spec) => spec.Details.GetValueOrDefault(DiskBusDetail) ?? (KnowsVirtio(spec.GuestOs) ? "virtio" : "ide");

    /// <summary>Model of the NICs that a VM starts with.</summary>
    public static string NicModel(VmSpec spec) => spec.Details.GetValueOrDefault(NicModelDetail) ?? (KnowsVirtio(spec.GuestOs) ? "virtio" : "e1000");

    /// <summary>Name of a disk in the domain, for example <c>vdb</c>. Place 3 is the CD drive's.</summary>
    public static string DiskTarget(string bus, int deviceId)
    {
        if (deviceId is < 0 or > 25 or 3)
            throw new ArgumentOutOfRangeException(nameof(deviceId), deviceId, "A disk's place is 0 to 25, and 3 is the CD drive's.");
        var prefix = bus switch { "virtio" => "vd", "ide" => "hd", _ => "sd" };
        return prefix + (char)('a' + deviceId);
    }
}
