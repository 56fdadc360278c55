using System.IO.MemoryMappedFiles;

namespace CloudStack.Drivers.Simulator;

/// <summary>How many bytes of each process's journal are valid, in a page of memory that all processes share and that outlives them.</summary>
internal sealed class JournalIndex : IDisposable
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;

    public JournalIndex(string path)
    {
        const int size = JournalDirectory.Slots * sizeof(long);
        var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        _file = MemoryMappedFile.CreateFromFile(stream, null, size, MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: false);
        _view = _file.CreateViewAccessor(0, size);
    }

    public long this[int slot]
    {
        get
        {
            var value = _view.ReadInt64(slot * sizeof(long));
            Interlocked.MemoryBarrier();
            return value;
        }
        set
        {
            Interlocked.MemoryBarrier();
            _view.Write(slot * sizeof(long), value);
        }
    }

    public void Dispose()
    {
        _view.Dispose();
        _file.Dispose();
    }
}
