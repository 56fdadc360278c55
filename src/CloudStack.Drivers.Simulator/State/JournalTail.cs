using System.Buffers;
using System.Text.Json;
using Microsoft.Win32.SafeHandles;

namespace CloudStack.Drivers.Simulator;

/// <summary>Reads records from a part of a journal: one JSON object a line.</summary>
internal sealed class JournalTail(string path) : IDisposable
{
    private const int ChunkBytes = 1 << 18;
    private readonly SafeFileHandle _file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

    /// <summary>Reads the records between two ends of lines and returns how many there were.</summary>
    public long Read(long from, long to, Action<WorldRecord> take)
    {
        var records = 0L;
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(to - from, ChunkBytes));
        var kept = 0;
        while (from < to)
        {
            if (kept == buffer.Length)
            {
                // A line longer than the buffer.
                Array.Resize(ref buffer, buffer.Length * 2);
            }

            var read = RandomAccess.Read(_file, buffer.AsSpan(kept, (int)Math.Min(to - from, buffer.Length - kept)), from);
            if (read == 0)
            {
                throw new IOException($"{path} is shorter than its index says: the simulator's state directory was damaged. Delete it to begin anew.");
            }

            from += read;
            var lines = buffer.AsSpan(0, kept + read);
            for (var end = lines.IndexOf((byte)'\n'); end >= 0; end = lines.IndexOf((byte)'\n'))
            {
                take(JsonSerializer.Deserialize(lines[..end], WorldRecordJson.Default.WorldRecord)!);
                lines = lines[(end + 1)..];
                records++;
            }

            kept = lines.Length;
            lines.CopyTo(buffer);
        }

        ArrayPool<byte>.Shared.Return(buffer);
        return records;
    }

    public void Dispose() => _file.Dispose();
}
