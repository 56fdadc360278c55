using System.Globalization;

namespace CloudStack.Drivers.Simulator;

/// <summary>
/// Where the files of a shared world are: <c>current</c> names the generation, whose directory holds <c>index</c> and a <c>journal-N</c> for each
/// process; a process owns number N as long as it holds <c>slot-N.lock</c>, which the system takes from a process that dies.
/// </summary>
internal sealed class JournalDirectory : IDisposable
{
    /// <summary>How many processes can share a world.</summary>
    public const int Slots = 16;

    private static readonly TimeSpan OpeningLimit = TimeSpan.FromMinutes(1);
    private readonly string _root;
    private readonly FileStream _slotLock;
    private long _generation;

    private JournalDirectory(string root, int slot, FileStream slotLock, bool isAlone)
    {
        (_root, Slot, _slotLock, IsAlone) = (root, slot, slotLock, isAlone);
        _generation = File.Exists(CurrentPath) ? long.Parse(File.ReadAllText(CurrentPath), CultureInfo.InvariantCulture) : 0;
        Directory.CreateDirectory(GenerationPath(_generation));
    }

    public int Slot { get; }

    /// <summary>Whether no other process had the world open when this one opened it.</summary>
    public bool IsAlone { get; }

    public string IndexPath => Path.Combine(GenerationPath(_generation), "index");

    private string CurrentPath => Path.Combine(_root, "current");

    /// <summary>Keeps other processes from opening the world until it is disposed.</summary>
    public static IDisposable LockForOpening(string root)
    {
        Directory.CreateDirectory(root);
        var path = Path.Combine(root, "open.lock");
        using var pause = new ManualResetEventSlim();
        var waited = TimeSpan.Zero;
        while (true)
        {
            if (TryLock(path) is { } opening)
            {
                return opening;
            }

            var wait = TimeSpan.FromMilliseconds(10);
            pause.Wait(wait);
            waited += wait;
            if (waited > OpeningLimit)
            {
                throw new IOException($"Another process has been opening the simulator's world in {root} for {OpeningLimit}.");
            }
        }
    }

    /// <summary>Takes the lowest free number. Call it under <see cref="LockForOpening"/>.</summary>
    public static JournalDirectory Claim(string root)
    {
        var locks = new FileStream?[Slots];
        for (var slot = 0; slot < Slots; slot++)
        {
            locks[slot] = TryLock(Path.Combine(root, string.Create(CultureInfo.InvariantCulture, $"slot-{slot}.lock")));
        }

        var own = Array.FindIndex(locks, claimed => claimed is not null);
        if (own < 0)
        {
            throw new IOException($"{Slots} processes share the simulator's world in {root} already.");
        }

        var isAlone = Array.TrueForAll(locks, claimed => claimed is not null);
        foreach (var other in locks.Where((_, slot) => slot != own))
        {
            other?.Dispose();
        }

        return new JournalDirectory(root, own, locks[own]!, isAlone);
    }

    public string JournalPath(int slot) => JournalPath(_generation, slot);

    /// <summary>Makes an empty directory for the next generation.</summary>
    public (string JournalPath, string IndexPath) PrepareNextGeneration()
    {
        var next = GenerationPath(_generation + 1);
        if (Directory.Exists(next))
        {
            // Left by a process that died while it compacted.
            Directory.Delete(next, recursive: true);
        }

        Directory.CreateDirectory(next);
        return (JournalPath(_generation + 1, Slot), Path.Combine(next, "index"));
    }

    public void UseNextGeneration()
    {
        var before = _generation++;
        var written = CurrentPath + ".new";
        File.WriteAllText(written, _generation.ToString(CultureInfo.InvariantCulture));
        File.Move(written, CurrentPath, overwrite: true);
        Directory.Delete(GenerationPath(before), recursive: true);
    }

    public void Dispose() => _slotLock.Dispose();

    private static FileStream? TryLock(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private string GenerationPath(long generation) => Path.Combine(_root, generation.ToString(CultureInfo.InvariantCulture));

    private string JournalPath(long generation, int slot) =>
        Path.Combine(GenerationPath(generation), string.Create(CultureInfo.InvariantCulture, $"journal-{slot}"));
}
