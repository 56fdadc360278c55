using System.Buffers.Binary;

namespace CloudStack.Engine;

/// <summary>Reads a disk image's format and size out of the start of its file.</summary>
internal static class ImageHeader
{
    /// <summary>Bytes that are enough to tell.</summary>
    public const int Length = 64;

    /// <param name="start">The first bytes of the file.</param>
    /// <param name="fileSize">Size of the whole file.</param>
    public static TemplateSourceFacts Read(ReadOnlySpan<byte> start, long fileSize)
    {
        if (start.Length >= 32 && start.StartsWith("QFI"u8) && start[3] == 0xfb)
        {
            return Of("QCOW2", fileSize, BinaryPrimitives.ReadInt64BigEndian(start[24..]));
        }
        // A dynamic VHD starts with a copy of its footer; a fixed one has it only at the end.
        if (start.Length >= 56 && start.StartsWith("conectix"u8))
        {
            return Of("VHD", fileSize, BinaryPrimitives.ReadInt64BigEndian(start[48..]));
        }
        return new(fileSize);
    }

    private static TemplateSourceFacts Of(string format, long fileSize, long virtualSize) => new(fileSize, format, Math.Max(0, virtualSize));
}
