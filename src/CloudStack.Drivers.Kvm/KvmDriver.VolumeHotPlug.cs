using System.Xml.Linq;
using CloudStack.Drivers.Kvm.Transport;
using CloudStack.Drivers.Kvm.Xml;

namespace CloudStack.Drivers.Kvm;

public sealed partial class KvmDriver : IVolumeHotPlug
{
    /// <inheritdoc/>
    public async Task AttachVolumeAsync(HostEndpoint host, VmRef vm, DiskSpec disk, CancellationToken cancellationToken)
    {
        CheckDisk(host, disk);
        var seen = await LookAtRunningAsync(host, vm, cancellationToken);
        var path = PoolPaths.Volume(disk.Volume, options.MountFolder);
        if (seen.Disks.Any(other => other.Source == path))
            return;
        var target = GuestDevices.DiskTarget("virtio", disk.DeviceId);
        if (seen.Disks.FirstOrDefault(other => other.Target == target) is { } taken)
            throw KvmErrors.Refused(host,
                $"VM '{vm.Name}' has another disk ({taken.Source}) at device {disk.DeviceId}; detach that first, or use another device.");
        var device = DeviceXml.Disk(disk, "virtio", options.MountFolder);
        await PlugAsync(host, vm, $"attach volume {disk.Volume.Id} to VM '{vm.Name}'", VmScripts.Attach, device, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task DetachVolumeAsync(HostEndpoint host, VmRef vm, DiskSpec disk, CancellationToken cancellationToken)
    {
        var path = PoolPaths.Volume(disk.Volume, options.MountFolder);
        if (await FindAsync() is not { } device)
            return;
        await PlugAsync(host, vm, $"detach volume {disk.Volume.Id} from VM '{vm.Name}'", VmScripts.Detach, device, cancellationToken);
        if (!await WaitUntilAsync(async () => await FindAsync() is null, options.DetachTimeout, cancellationToken))
            throw NotLetGo(host, vm, $"volume {disk.Volume.Id}");

        async Task<XElement?> FindAsync() => await LookAsync(host, vm, cancellationToken) is { Power: not VmPower.Stopped } seen ?
            seen.Xml.Element("devices")?.Elements("disk").FirstOrDefault(each => (string?)each.Element("source")?.Attribute("file") == path) : null;
    }

    private Task<HostResult> PlugAsync(HostEndpoint host, VmRef vm, string purpose, string script, XElement device, CancellationToken cancellationToken) =>
        RunAsync(host, new HostCommand(purpose, script) { Arguments = [DomainId(vm)], Input = device.ToString(), Changes = true }, cancellationToken);

    private static DriverException NotLetGo(HostEndpoint host, VmRef vm, string what) => new(Outcome.Unknown,
        $"Host {host.Address.Host}: the guest of VM '{vm.Name}' was asked to let go of {what} and has not done so yet; it may still. " +
        "Try again once it has booted, or stop the VM.", canRetry: true);
}
