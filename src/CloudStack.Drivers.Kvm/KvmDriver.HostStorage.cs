using System.Globalization;
using CloudStack.Drivers.Kvm.Transport;
using CloudStack.Drivers.Kvm.Xml;

namespace CloudStack.Drivers.Kvm;

public sealed partial class KvmDriver : IHostStorage
{
    /// <inheritdoc/>
    public async Task<PoolFacts> EnsurePoolAsync(HostEndpoint host, PoolSpec pool, CancellationToken cancellationToken)
    {
        CheckPool(host, pool);
        var folder = PoolPaths.Folder(pool, options.MountFolder);
        var purpose = $"make pool {pool.Id} usable";
        var command = pool.Type == PoolTypes.NetworkFilesystem ?
            new HostCommand(purpose, StorageScripts.EnsureNfs) { Arguments = [PoolPaths.NfsSource(pool.Host, pool.Path), folder, NfsOptions(pool)] } :
            new HostCommand(purpose, StorageScripts.EnsureFolder) { Arguments = [folder, pool.Type == PoolTypes.Filesystem ? "create" : "keep"] };
        var result = await RunAsync(host, command with { Changes = true }, cancellationToken);
        return HostReport.ReadDisk(result.Output) ?? throw KvmErrors.Refused(host, $"it did not tell how large pool {pool.Id} is.", canRetry: true);
    }

    /// <inheritdoc/>
    public async Task RemovePoolAsync(HostEndpoint host, PoolSpec pool, CancellationToken cancellationToken)
    {
        CheckPool(host, pool);
        // folders are the operator's
        if (pool.Type != PoolTypes.NetworkFilesystem)
            return;
        await RunAsync(host, new HostCommand($"unmount pool {pool.Id}", StorageScripts.RemoveNfs)
        {
            Arguments = [PoolPaths.Folder(pool, options.MountFolder)],
            Changes = true,
        }, cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks>
    /// Templates may be packed with gzip, bzip2 or xz, told by the end of the address. One that refers to another file is refused. A fetch whose caller has
    /// gone goes on by itself; the next call for the template waits for it, and takes what it brought.
    /// </remarks>
    public async Task<TemplateFacts> EnsureTemplateAsync(HostEndpoint host, PoolSpec pool, TemplateSpec template, CancellationToken cancellationToken)
    {
        CheckPool(host, pool);
        return await EnsureImageAsync(host, template, PoolPaths.Folder(pool, options.MountFolder), $"put template {template.Id} on pool {pool.Id}", cancellationToken);
    }

    /// <summary>Brings an image into a folder of the host, as a file that is named after it.</summary>
    private async Task<TemplateFacts> EnsureImageAsync(
        HostEndpoint host, TemplateSpec template, string folder, string purpose, CancellationToken cancellationToken)
    {
        var source = TemplateSource.Of(template);
        if (source.Refusal is { } refusal)
            throw KvmErrors.Refused(host, $"template {template.Id} cannot be had: {refusal}");
        var result = await RunAsync(host, new HostCommand(purpose, StorageScripts.EnsureTemplate)
        {
            Arguments =
            [
                folder, PoolPaths.TemplateName(template.Id), source.Kind, source.Path, source.File,
                source.ChecksumProgram, source.Checksum, source.Packing, source.Format,
            ],
            Input = source.CurlConfiguration,
            Secrets = source.Secrets,
            Changes = true,
            Timeout = options.TemplateTimeout,
        }, cancellationToken);
        var sections = VirshText.Sections(result.Output);
        // blocks and the size of a block
        var size = (sections.GetValueOrDefault("size") ?? "").Split(' ');
        var physical = size.Length == 2 ? (VirshText.FirstNumber(size[0]) ?? 0) * (VirshText.FirstNumber(size[1]) ?? 0) : 0;
        return new TemplateFacts(VirtualSize(host, sections), physical);
    }

    /// <inheritdoc/>
    public async Task<VolumeFacts> EnsureVolumeAsync(HostEndpoint host, VolumeSpec volume, CancellationToken cancellationToken)
    {
        CheckPool(host, volume.Pool);
        if (volume.SizeBytes < 0 || (volume.SizeBytes == 0 && volume.Template is null))
            throw KvmErrors.Refused(host, $"volume {volume.Id} cannot have a size of {volume.SizeBytes} bytes.");
        var name = PoolPaths.VolumeName(volume.Id);
        var result = await RunAsync(host, new HostCommand($"make volume {volume.Id} on pool {volume.Pool.Id}", StorageScripts.EnsureVolume)
        {
            Arguments =
            [
                PoolPaths.Folder(volume.Pool, options.MountFolder), name, volume.SizeBytes.ToString(CultureInfo.InvariantCulture),
                volume.Template is { } template ? PoolPaths.TemplateName(template) : "",
            ],
            Changes = true,
        }, cancellationToken);
        return new VolumeFacts(VirtualSize(host, VirshText.Sections(result.Output)), name);
    }

    /// <inheritdoc/>
    public Task RemoveVolumeAsync(HostEndpoint host, VolumeSpec volume, CancellationToken cancellationToken)
    {
        CheckPool(host, volume.Pool);
        return RunAsync(host, new HostCommand($"delete volume {volume.Id} from pool {volume.Pool.Id}", StorageScripts.RemoveVolume)
        {
            Arguments = [PoolPaths.Folder(volume.Pool, options.MountFolder), PoolPaths.VolumeName(volume.Id)],
            Changes = true,
        }, cancellationToken);
    }

    private string NfsOptions(PoolSpec pool) => pool.Port is { } port ?
        string.Create(CultureInfo.InvariantCulture, $"{options.NfsOptions},port={port}") : options.NfsOptions;

    private static long VirtualSize(HostEndpoint host, IReadOnlyDictionary<string, string> sections) =>
        ImageReport.VirtualSize(sections.GetValueOrDefault("image") ?? "") ??
            throw new DriverException(Outcome.Unknown, $"Host {host.Address.Host}: qemu-img's report cannot be read; check the version of qemu-img there.");

    private void CheckPool(HostEndpoint host, PoolSpec pool)
    {
        if (!Traits.PoolTypes.Contains(pool.Type))
            throw KvmErrors.Refused(host, $"pool {pool.Id} is of type '{pool.Type}', and KVM hosts can use {string.Join(", ", Traits.PoolTypes)}.");
        if (!pool.Path.StartsWith('/') || pool.Path.Any(char.IsControl) || !XmlText.IsClean(pool.Path))
            throw KvmErrors.Refused(host, $"pool {pool.Id} has the path '{XmlText.OneLine(pool.Path)}', " +
                "which must start at the root and hold no control characters.");
        if (pool.Type == PoolTypes.NetworkFilesystem && (pool.Host.Length == 0 || pool.Host.Any(c => char.IsControl(c) || char.IsWhiteSpace(c))))
            throw KvmErrors.Refused(host, $"pool {pool.Id} must name the server that exports it.");
    }

    private void CheckDisks(HostEndpoint host, VmSpec spec)
    {
        foreach (var disk in spec.Disks)
            CheckDisk(host, disk);
    }

    private void CheckDisk(HostEndpoint host, DiskSpec disk)
    {
        CheckPool(host, disk.Volume.Pool);
        if (disk.DeviceId is < 0 or > 15 or 3)
            throw KvmErrors.Refused(host,
                $"volume {disk.Volume.Id} cannot be device {disk.DeviceId}; disks have 0 to 15, without 3, which is the CD drive's.");
    }
}
