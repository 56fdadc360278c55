using System.Buffers;
using System.Text.Json;

namespace CloudStack.Drivers.Simulator;

/// <summary>
/// The world on disk, for a process that is killed and for processes that share it. Each process appends to a journal of its own and reads the
/// tails of the others' before each call; a shared page of memory (<see cref="JournalIndex"/>) says how far each journal is valid. So no process
/// waits for another, and a killed one leaves all that it had answered. Nothing is flushed to the disk itself: a loss of power may lose it.
/// </summary>
internal sealed class WorldJournal : IDisposable
{
    private readonly JournalDirectory _directory;
    private readonly JournalIndex _index;
    private readonly Action<WorldRecord> _apply;
    private readonly JournalTail?[] _tails = new JournalTail?[JournalDirectory.Slots];
    private readonly long[] _seen = new long[JournalDirectory.Slots];
    private readonly Lock _catchingUp = new();
    private readonly Lock _appending = new();
    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly Utf8JsonWriter _json;
    private readonly Microsoft.Win32.SafeHandles.SafeFileHandle _own;
    private long _clock;

    private WorldJournal(JournalDirectory directory, Action<WorldRecord> apply, long clock)
    {
        (_directory, _apply, _clock) = (directory, apply, clock);
        _json = new Utf8JsonWriter(_buffer, new JsonWriterOptions { SkipValidation = true });
        _index = new JournalIndex(directory.IndexPath);
        _own = File.OpenHandle(directory.JournalPath(directory.Slot), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        Records = CatchUpWith(includeOwn: true);
    }

    private long Records { get; }

    private int Slot => _directory.Slot;

    /// <summary>Opens the world in a directory and replays it.</summary>
    public static WorldJournal Open(string path, Action<WorldRecord> apply, Func<IEnumerable<WorldRecord>> snapshot)
    {
        using var opening = JournalDirectory.LockForOpening(path);
        var directory = JournalDirectory.Claim(path);
        var journal = new WorldJournal(directory, apply, clock: 0);
        var live = snapshot().ToList();
        if (!directory.IsAlone || journal.Records <= 1000 + 2 * live.Count)
        {
            return journal;
        }

        journal.WriteNextGeneration(live);
        directory.UseNextGeneration();
        journal.CloseFiles();
        return new WorldJournal(directory, apply, journal._clock);
    }

    /// <summary>
    /// Gives changes their versions and makes them last, all or none. A version is a time, later than that of every change this process knows of,
    /// and the process's number, so that all processes agree which of two changes made at once is the later one.
    /// </summary>
    public void Append(ReadOnlySpan<WorldRecord> changes)
    {
        lock (_appending)
        {
            foreach (var change in changes)
            {
                change.Version = (Interlocked.Increment(ref _clock) * JournalDirectory.Slots) + Slot;
            }

            var bytes = Serialize(changes);
            var end = _index[Slot];
            try
            {
                RandomAccess.Write(_own, bytes, end);
            }
            catch (IOException e)
            {
                throw new DriverException(Outcome.NotApplied, $"The simulator cannot write its world: {e.Message} Make room, or set another state directory.", innerException: e);
            }

            // Only now does the change count, for whoever reads the journal.
            _index[Slot] = end + bytes.Length;
        }
    }

    /// <summary>Takes in what other processes have done.</summary>
    public void CatchUp()
    {
        for (var slot = 0; slot < _seen.Length; slot++)
        {
            if (slot != Slot && _index[slot] != Volatile.Read(ref _seen[slot]))
            {
                CatchUpWith(includeOwn: false);
                return;
            }
        }
    }

    public void Dispose()
    {
        CloseFiles();
        _json.Dispose();
        _directory.Dispose();
    }

    private long CatchUpWith(bool includeOwn)
    {
        lock (_catchingUp)
        {
            var records = 0L;
            for (var slot = 0; slot < _seen.Length; slot++)
            {
                var end = _index[slot];
                if (end == _seen[slot] || (slot == Slot && !includeOwn))
                {
                    continue;
                }

                _tails[slot] ??= new JournalTail(_directory.JournalPath(slot));
                records += _tails[slot]!.Read(_seen[slot], end, Take);
                Volatile.Write(ref _seen[slot], end);
            }

            return records;
        }
    }

    private void Take(WorldRecord record)
    {
        // Whatever comes after this record is newer than it, whichever process does it.
        var theirs = record.Version / JournalDirectory.Slots;
        for (var clock = Volatile.Read(ref _clock); clock < theirs; clock = Volatile.Read(ref _clock))
        {
            Interlocked.CompareExchange(ref _clock, theirs, clock);
        }

        _apply(record);
    }

    private ReadOnlySpan<byte> Serialize(ReadOnlySpan<WorldRecord> records)
    {
        _buffer.ResetWrittenCount();
        foreach (var record in records)
        {
            _json.Reset();
            JsonSerializer.Serialize(_json, record, WorldRecordJson.Default.WorldRecord);
            _json.Flush();
            _buffer.Write("\n"u8);
        }

        return _buffer.WrittenSpan;
    }

    private void WriteNextGeneration(List<WorldRecord> live)
    {
        var (journalPath, indexPath) = _directory.PrepareNextGeneration();
        long end = 0;
        using (var file = File.OpenHandle(journalPath, FileMode.CreateNew, FileAccess.Write))
        {
            foreach (var chunk in live.Chunk(1000))
            {
                var bytes = Serialize(chunk);
                RandomAccess.Write(file, bytes, end);
                end += bytes.Length;
            }
        }

        using var index = new JournalIndex(indexPath);
        index[Slot] = end;
    }

    private void CloseFiles()
    {
        _own.Dispose();
        _index.Dispose();
        foreach (var tail in _tails)
        {
            tail?.Dispose();
        }
    }
}
