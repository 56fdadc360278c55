using System.Buffers.Binary;
using CloudStack.Drivers;

namespace CloudStack.Engine;

/// <summary>Reads a disk image's format and size out of the start of its file.</summary>
internal static class ImageHeader
{
    /// <summary>Bytes that are enough to tell.</summary>
    public const int Length = 64;

    /// <summary>Bytes that are enough to tell an ISO too, whose mark stands behind 16 empty sectors.</summary>
    public const int LongLength = IsoMark + 5;

    private const int IsoMark = 0x8001;
    private const int TarMark = 257;

    /// <summary>What the start of an image tells, which must be one of the format.</summary>
    /// <exception cref="DriverException">It is another one, or one that leans on another file.</exception>
    public static TemplateSourceFacts Check(ReadOnlySpan<byte> start, string format)
    {
        var facts = Read(start, 0);
        var found = facts.Format ?? (Has(start, IsoMark, "CD001"u8) ? "ISO" : Has(start, TarMark, "ustar"u8) ? "OVA" : null);
        // A raw disk may hold anything, and a fixed VHD has its mark at the end.
        if (found != format && !(found is null or "ISO" && format == "RAW") && !(found is null && format is "VHD" or "BAREMETAL"))
        {
            throw new DriverException(Outcome.NotApplied, found is null ? $"The file is no {format} image." : $"The file is of format {found}, not {format}.");
        }
        if (found == "QCOW2" && LeansOnAnother(start))
        {
            throw new DriverException(Outcome.NotApplied, "The image refers to another file, which could be any file of a host. Flatten it.");
        }
        return facts;
    }

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

    private static bool Has(ReadOnlySpan<byte> start, int at, ReadOnlySpan<byte> mark) => start.Length >= at + mark.Length && start[at..].StartsWith(mark);

    /// <summary>A backing file, or from version 3 on a data file.</summary>
    private static bool LeansOnAnother(ReadOnlySpan<byte> start) => BinaryPrimitives.ReadInt64BigEndian(start[8..]) != 0
        || (start.Length >= 80 && BinaryPrimitives.ReadInt32BigEndian(start[4..]) >= 3 && (BinaryPrimitives.ReadInt64BigEndian(start[72..]) & 4) != 0);

    private static TemplateSourceFacts Of(string format, long fileSize, long virtualSize) => new(fileSize, format, Math.Max(0, virtualSize));
}
