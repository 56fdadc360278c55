using System.Buffers;

namespace CloudStack.Api.Wire;

/// <summary>Bytes that are being written; one a thread, used again and again. Between <see cref="Take"/> and its use nothing may be awaited.</summary>
internal sealed class ByteBuffer : IBufferWriter<byte>
{
    private const int First = 16 * 1024, MostKept = 4 * 1024 * 1024;

    [ThreadStatic]
    private static ByteBuffer? _ofThread, _scratchOfThread;

    private byte[] _bytes = new byte[First];
    private int _length;

    public int Length => _length;

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    /// <summary>This thread's buffer, empty.</summary>
    public static ByteBuffer Take() => Clear(_ofThread ??= new());

    /// <summary>A second one, for a piece that is made while the first is written.</summary>
    public static ByteBuffer TakeScratch() => Clear(_scratchOfThread ??= new());

    private static ByteBuffer Clear(ByteBuffer buffer)
    {
        buffer._length = 0;
        if (buffer._bytes.Length > MostKept)
        {
            buffer._bytes = new byte[First];
        }
        return buffer;
    }

    public void Advance(int count) => _length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsMemory(_length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsSpan(_length);
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        Reserve(bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(_length));
        _length += bytes.Length;
    }

    public void Write(byte value)
    {
        Reserve(1);
        _bytes[_length++] = value;
    }

    /// <summary>Text as UTF-8.</summary>
    public void Write(ReadOnlySpan<char> text)
    {
        Reserve(System.Text.Encoding.UTF8.GetMaxByteCount(text.Length));
        _length += System.Text.Encoding.UTF8.GetBytes(text, _bytes.AsSpan(_length));
    }

    /// <summary>Takes back the last byte.</summary>
    public void Unwrite() => _length--;

    private void Reserve(int more)
    {
        var needed = _length + Math.Max(more, 256);
        if (needed > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(needed, _bytes.Length * 2));
        }
    }
}
