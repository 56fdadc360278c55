using CloudStack.Drivers.Kvm.Transport;
using CloudStack.Drivers.Kvm.Xml;

namespace CloudStack.Drivers.Kvm;

/// <remarks>
/// An ISO is kept like a template, beside the ROOT disk of the VM that it is for: so every host that reaches the disk finds it, a migration too.
/// </remarks>
public sealed partial class KvmDriver : IIsoChange
{
    /// <inheritdoc/>
    public async Task AttachIsoAsync(HostEndpoint host, VmRef vm, IsoSpec iso, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(iso);
        var seen = await LookAtRunningAsync(host, vm, cancellationToken);
        var root = seen.Disks.FirstOrDefault(disk => disk.Target != CdRomTarget && disk.Source is not null)?.Source ??
            throw KvmErrors.Refused(host, $"VM '{vm.Name}' has no disk in a file, beside which an ISO could be kept.");
        var path = await EnsureIsoAsync(host, iso, root[..Math.Max(1, root.LastIndexOf('/'))], cancellationToken);
        if (seen.Disks.Any(disk => disk.Target == CdRomTarget && disk.Source == path))
            return;
        await PlugAsync(host, vm, $"put ISO {iso.Id} into the drive of VM '{vm.Name}'", VmScripts.Update, DeviceXml.CdRom(path), cancellationToken);
    }

    /// <inheritdoc/>
    public async Task DetachIsoAsync(HostEndpoint host, VmRef vm, CancellationToken cancellationToken)
    {
        if (await LookAsync(host, vm, cancellationToken) is { Power: not VmPower.Stopped } seen &&
            seen.Disks.Any(disk => disk.Target == CdRomTarget && disk.Source is not null))
            await PlugAsync(host, vm, $"empty the drive of VM '{vm.Name}'", VmScripts.Update, DeviceXml.CdRom(null), cancellationToken);
    }

    private const string CdRomTarget = "hdc";

    private string IsoFolder(HostEndpoint host, VmSpec spec) => spec.Disks.MinBy(disk => disk.DeviceId) is { } root ?
        PoolPaths.Folder(root.Volume.Pool, options.MountFolder) :
        throw KvmErrors.Refused(host, $"VM '{spec.Vm.Name}' has no disk, beside which its ISO could be kept.");

    private async Task<string> EnsureIsoAsync(HostEndpoint host, IsoSpec iso, string folder, CancellationToken cancellationToken)
    {
        var image = new TemplateSpec { Id = iso.Id, Format = "RAW", Source = iso.Address };
        await EnsureImageAsync(host, image, folder, $"bring ISO {iso.Id} to '{folder}'", cancellationToken);
        return $"{folder.TrimEnd('/')}/{PoolPaths.TemplateName(iso.Id)}";
    }
}
