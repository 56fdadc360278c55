using System.Globalization;
using System.Xml.Linq;

namespace CloudStack.Drivers.Kvm.Xml;

/// <summary>The libvirt descriptions of single devices, in a domain or plugged in later.</summary>
internal static class DeviceXml
{
    /// <summary>A volume. Without a host cache, so that a migration cannot leave writes behind.</summary>
    public static XElement Disk(DiskSpec disk, string bus, string mountFolder) => new("disk",
        new XAttribute("type", "file"), new XAttribute("device", "disk"),
        new XElement("driver", new XAttribute("name", "qemu"), new XAttribute("type", "qcow2"), new XAttribute("cache", "none")),
        new XElement("source", new XAttribute("file", PoolPaths.Volume(disk.Volume, mountFolder))),
        new XElement("target", new XAttribute("dev", GuestDevices.DiskTarget(bus, disk.DeviceId)), new XAttribute("bus", bus)),
        new XElement("serial", disk.Volume.Id.Value.ToString("N")[..20]));

    /// <summary>The CD drive with a disc, which is kept like a template, or without one.</summary>
    public static XElement CdRom(string? path) => new("disk",
        new XAttribute("type", "file"), new XAttribute("device", "cdrom"),
        new XElement("driver", new XAttribute("name", "qemu"), new XAttribute("type", path is null ? "raw" : "qcow2")),
        path is null ? null : new XElement("source", new XAttribute("file", path)),
        new XElement("target", new XAttribute("dev", "hdc"), new XAttribute("bus", "ide")),
        new XElement("readonly"));

    /// <summary>A NIC on a bridge.</summary>
    public static XElement Nic(NicSpec nic, string bridge, string model, bool limits) => new("interface",
        new XAttribute("type", "bridge"),
        new XElement("source", new XAttribute("bridge", bridge)),
        new XElement("mac", new XAttribute("address", nic.MacAddress)),
        new XElement("model", new XAttribute("type", model)),
        limits && nic.RateMbps is > 0 ? Bandwidth(nic.RateMbps.Value) : null);

    private static XElement Bandwidth(int mbps)
    {
        // libvirt counts in KiB/s
        var rate = (mbps * 1_000_000L / 8 / 1024).ToString(CultureInfo.InvariantCulture);
        return new XElement("bandwidth",
            new XElement("inbound", new XAttribute("average", rate), new XAttribute("peak", rate)),
            new XElement("outbound", new XAttribute("average", rate), new XAttribute("peak", rate)));
    }
}
