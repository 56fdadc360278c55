using System.Buffers.Binary;

namespace CloudStack.Engine;

/// <summary>Random numbers from the injected source of ids, whose last bytes are random.</summary>
internal static class RandomNumbers
{
    /// <summary>A number from 0 to below <paramref name="bound"/>.</summary>
    public static long Below(this IIdSource ids, long bound)
    {
        Span<byte> bytes = stackalloc byte[16];
        ids.NewGuid().TryWriteBytes(bytes);
        return (long)(BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]) & 0x0fff_ffff_ffff_ffff) % bound;
    }
}
