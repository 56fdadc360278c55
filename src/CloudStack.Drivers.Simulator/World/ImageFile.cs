using System.Buffers.Binary;

namespace CloudStack.Drivers.Simulator;

/// <summary>
/// Images as files: complete, but without a written block, so that they are small whatever the disk's size. An image at a <c>file://</c> address is
/// really there; one at <c>nfs://</c> is only imagined.
/// </summary>
internal static class ImageFile
{
    private const int ClusterBits = 16, ClusterBytes = 1 << ClusterBits;
    private const int FirstL1Cluster = 3;

    /// <summary>Writes an image of a disk of this size; it is seen only when it is whole.</summary>
    public static ImageFacts Write(SimulatedHost host, ImageSpec target, long diskBytes)
    {
        if (!target.Format.Equals("QCOW2", StringComparison.OrdinalIgnoreCase))
        {
            throw Refuse(host, target.Address, $"images of format {target.Format} cannot be written, only QCOW2");
        }

        if (PathOf(host, target.Address) is not { } path)
        {
            return new ImageFacts(diskBytes, Layout(diskBytes).Length);
        }

        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            var bytes = Layout(diskBytes);
            var unfinished = path + ".part";
            File.WriteAllBytes(unfinished, bytes);
            File.Move(unfinished, path, overwrite: true);
            return new ImageFacts(diskBytes, bytes.Length);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DriverException(Outcome.NotApplied, $"Host {host.Name} cannot write {target.Address}: {e.Message}", canRetry: true, e);
        }
    }

    /// <summary>What an image is; null when it is only imagined.</summary>
    public static ImageFacts? Read(SimulatedHost host, ImageSpec source)
    {
        if (PathOf(host, source.Address) is not { } path)
        {
            return null;
        }

        return Find(path, source.Format) ?? throw Refuse(host, source.Address, "there is no image");
    }

    /// <summary>The image that is there already, or null.</summary>
    public static ImageFacts? Find(SimulatedHost host, ImageSpec image) => PathOf(host, image.Address) is { } path ? Find(path, image.Format) : null;

    private static ImageFacts? Find(string path, string format)
    {
        try
        {
            using var file = File.OpenRead(path);
            Span<byte> start = stackalloc byte[64];
            var read = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
            var size = read < start.Length ? 0
                : format.ToUpperInvariant() switch
                {
                    "QCOW2" when start.StartsWith("QFI"u8) => BinaryPrimitives.ReadInt64BigEndian(start[24..]),
                    "VHD" when start.StartsWith("conectix"u8) => BinaryPrimitives.ReadInt64BigEndian(start[48..]),
                    _ => 0,
                };
            return new ImageFacts(size > 0 ? size : file.Length, file.Length);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private static string? PathOf(SimulatedHost host, Uri address) => address.Scheme switch
    {
        "file" => address.LocalPath,
        "nfs" => null,
        _ => throw Refuse(host, address, $"{address.Scheme}:// cannot be reached, only file:// and nfs://"),
    };

    private static DriverException Refuse(SimulatedHost host, Uri address, string why) =>
        new(Outcome.NotApplied, $"Host {host.Name} cannot use the image {address}: {why}.");

    /// <summary>A QCOW2 file: header, table of reference counts, reference counts, and an empty table of the disk's clusters.</summary>
    private static byte[] Layout(long diskBytes)
    {
        const long bytesPerEntry = (long)ClusterBytes * (ClusterBytes / sizeof(long));
        var entries = (int)Math.Max(1, (diskBytes + bytesPerEntry - 1) / bytesPerEntry);
        var clusters = FirstL1Cluster + ((entries * sizeof(long)) + ClusterBytes - 1) / ClusterBytes;
        var file = new byte[clusters * ClusterBytes];
        var header = file.AsSpan();
        "QFI"u8.CopyTo(header);
        header[3] = 0xfb;
        BinaryPrimitives.WriteInt32BigEndian(header[4..], 2);
        BinaryPrimitives.WriteInt32BigEndian(header[20..], ClusterBits);
        BinaryPrimitives.WriteInt64BigEndian(header[24..], diskBytes);
        BinaryPrimitives.WriteInt32BigEndian(header[36..], entries);
        BinaryPrimitives.WriteInt64BigEndian(header[40..], FirstL1Cluster * ClusterBytes);
        BinaryPrimitives.WriteInt64BigEndian(header[48..], ClusterBytes);
        BinaryPrimitives.WriteInt32BigEndian(header[56..], 1);
        BinaryPrimitives.WriteInt64BigEndian(header[ClusterBytes..], 2 * ClusterBytes);
        for (var cluster = 0; cluster < clusters; cluster++)
        {
            BinaryPrimitives.WriteInt16BigEndian(header[((2 * ClusterBytes) + (cluster * sizeof(short)))..], 1);
        }

        return file;
    }
}
