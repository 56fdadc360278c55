namespace CloudStack.Drivers.Simulator;

/// <summary>What is stored on a pool. Read and changed under <see cref="Gate"/>.</summary>
internal sealed class SimulatedPool
{
    private long _used;

    public Lock Gate { get; } = new();

    public VersionedMap<Guid, WorldRecord> Templates { get; } = new();

    public VersionedMap<Guid, WorldRecord> Volumes { get; } = new();

    public long UsedBytes => Interlocked.Read(ref _used);

    public void Apply(WorldRecord record)
    {
        lock (Gate)
        {
            var things = record.Kind == RecordKind.Template ? Templates : Volumes;
            if (things.TrySet(record.Id, record.Gone ? null : record, record.Version, out var before))
            {
                Interlocked.Add(ref _used, BytesOf(record) - BytesOf(before));
            }
        }
    }

    public IEnumerable<WorldRecord> Snapshot() => Templates.Values.Concat(Volumes.Values);

    /// <summary>A template takes a quarter of its size; a volume is thin and takes a tenth.</summary>
    public static long BytesOf(WorldRecord? record) => record switch
    {
        null or { Gone: true } => 0,
        { Kind: RecordKind.Template } => record.Size / 4,
        _ => record.Size / 10,
    };
}
