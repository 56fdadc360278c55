using System.Text.Json.Serialization;

namespace CloudStack.Engine;

/// <summary>What sagas know that take a snapshot.</summary>
internal sealed class SnapshotSagaState : SagaState
{
    /// <summary>What is recorded; not needed after that.</summary>
    [JsonIgnore]
    public SnapshotRow? Row { get; set; }

    public long VolumeId { get; set; }

    public Guid VolumeUuid { get; set; }

    /// <summary>The VM that it is attached to, whose turn is waited for too.</summary>
    public Guid? VmUuid { get; set; }

    /// <summary>The policy that it is for.</summary>
    public Guid? Policy { get; set; }

    /// <summary>Whether this saga holds the volume in Snapshotting.</summary>
    public bool HasBegun { get; set; }
}
