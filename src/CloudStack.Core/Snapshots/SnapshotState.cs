namespace CloudStack;

/// <summary>Where a snapshot is in its life.</summary>
public enum SnapshotState
{
    /// <summary>It is recorded, and waits for its turn.</summary>
    Creating,
    /// <summary>It is on the pool of its volume, and not yet in the image store.</summary>
    CreatedOnPrimary,
    /// <summary>It is being written to the image store.</summary>
    BackingUp,
    /// <summary>It is in the image store and can be used.</summary>
    BackedUp,
    /// <summary>It failed.</summary>
    Error,
}
