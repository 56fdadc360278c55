namespace CloudStack;

/// <summary>Where a volume is in its life.</summary>
public enum VolumeState
{
    /// <summary>It is recorded, and not yet on a pool.</summary>
    Allocated,
    /// <summary>It is being made on a pool.</summary>
    Creating,
    /// <summary>It is on a pool and can be used.</summary>
    Ready,
    /// <summary>It moves to another pool.</summary>
    Migrating,
    /// <summary>A snapshot is being taken.</summary>
    Snapshotting,
    /// <summary>Its size is being changed.</summary>
    Resizing,
    /// <summary>It was deleted and waits to be removed from its pool.</summary>
    Destroy,
    /// <summary>It is being removed from its pool.</summary>
    Destroying,
    /// <summary>It is being removed from its pool for good.</summary>
    Expunging,
    /// <summary>It is being uploaded.</summary>
    UploadOp,
    /// <summary>It was uploaded and is in the image store; it comes to a pool when it is attached.</summary>
    Uploaded,
}
