using System.IO.Compression;
using System.Security.Cryptography;

namespace CloudStack.Engine.Tests.ImageStores;

/// <summary>Images to register.</summary>
internal static class Images
{
    /// <summary>A QCOW2 image of a disk of 8 GiB.</summary>
    public static byte[] Qcow2(int size = 200_000)
    {
        byte[] image = [.. "QFI"u8, 0xfb, 0, 0, 0, 3, .. new byte[16], 0, 0, 0, 2, 0, 0, 0, 0, .. new byte[size - 32]];
        for (var i = 128; i < size; i++)
        {
            image[i] = (byte)(i * 31);
        }
        return image;
    }

    public static byte[] Iso(int size = 60_000)
    {
        var image = new byte[size];
        "CD001"u8.CopyTo(image.AsSpan(0x8001));
        return image;
    }

    public static byte[] Gzip(byte[] image)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(image);
        }
        return packed.ToArray();
    }

    public static byte[] Zip(byte[] image)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create))
        using (var entry = zip.CreateEntry("disk.qcow2").Open())
        {
            entry.Write(image);
        }
        return packed.ToArray();
    }

    public static string Md5(byte[] content) => Convert.ToHexStringLower(MD5.HashData(content));
}
