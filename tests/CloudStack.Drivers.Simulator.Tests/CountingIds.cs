using System.Buffers.Binary;

namespace CloudStack.Drivers.Simulator.Tests;

/// <summary>Ids that are the same in every run.</summary>
internal sealed class CountingIds : IIdSource
{
    private long _last;

    public Guid NewGuid()
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(bytes[8..], Interlocked.Increment(ref _last));
        return new Guid(bytes, bigEndian: true);
    }
}
