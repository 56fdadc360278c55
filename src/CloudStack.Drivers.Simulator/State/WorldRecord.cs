using System.Text.Json.Serialization;

namespace CloudStack.Drivers.Simulator;

/// <summary>One change of the world: what a thing is from now on. Every change is one of these, in memory and in the journal.</summary>
internal sealed record WorldRecord
{
    public required RecordKind Kind { get; init; }

    /// <summary>A later change of the same thing has a higher version; 0 in a world that is kept in memory only.</summary>
    public long Version { get; set; }

    public string? Host { get; init; }

    public string? Name { get; init; }

    public Guid Pool { get; init; }

    public Guid Id { get; init; }

    /// <summary>Whether the thing is there no more; for a host, whether it does not answer.</summary>
    public bool Gone { get; init; }

    public SimulatedVm? Vm { get; init; }

    public long Size { get; init; }
}

internal enum RecordKind
{
    None,
    Host,
    Vm,
    Mount,
    Template,
    Volume,
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(WorldRecord))]
internal sealed partial class WorldRecordJson : JsonSerializerContext;
