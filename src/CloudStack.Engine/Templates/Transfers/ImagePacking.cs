using System.Buffers.Binary;
using System.IO.Compression;
using CloudStack.Drivers;

namespace CloudStack.Engine;

/// <summary>How a file is packed, told by the end of its name.</summary>
internal enum ImagePacking
{
    None,
    Gzip,
    Zip,

    /// <summary>Is stored as it is: the hosts unpack it.</summary>
    Bzip2,
}

/// <summary>Unpacks files while they are read.</summary>
internal static class ImagePackings
{
    private const uint ZipEntry = 0x04034b50;

    public static ImagePacking Of(Uri url) => Path.GetExtension(url.AbsolutePath).ToLowerInvariant() switch
    {
        ".gz" => ImagePacking.Gzip,
        ".zip" => ImagePacking.Zip,
        ".bz2" => ImagePacking.Bzip2,
        _ => ImagePacking.None,
    };

    public static async Task<Stream> UnpackAsync(Stream packed, ImagePacking packing, CancellationToken ct) => packing switch
    {
        ImagePacking.Gzip => new GZipStream(packed, CompressionMode.Decompress),
        ImagePacking.Zip => await UnzipAsync(packed, ct),
        _ => packed,
    };

    /// <summary>The first file of an archive, which is read from its start: what stands before the file is enough to unpack it.</summary>
    private static async Task<Stream> UnzipAsync(Stream packed, CancellationToken ct)
    {
        var head = new byte[30];
        var read = await packed.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, ct);
        if (read < head.Length || BinaryPrimitives.ReadUInt32LittleEndian(head) != ZipEntry)
        {
            throw new DriverException(Outcome.NotApplied, "The file is no zip archive.");
        }
        var (flags, method) = (BinaryPrimitives.ReadUInt16LittleEndian(head.AsSpan(6)), BinaryPrimitives.ReadUInt16LittleEndian(head.AsSpan(8)));
        if (method != 8 || (flags & 1) != 0)
        {
            throw new DriverException(Outcome.NotApplied, "The zip archive is encrypted, or packed in another way than deflate.");
        }
        var names = new byte[BinaryPrimitives.ReadUInt16LittleEndian(head.AsSpan(26)) + BinaryPrimitives.ReadUInt16LittleEndian(head.AsSpan(28))];
        await packed.ReadExactlyAsync(names, ct);
        return new DeflateStream(packed, CompressionMode.Decompress);
    }
}
