namespace CloudStack;

/// <summary>Whether a primary storage pool can be used.</summary>
public enum StoragePoolStatus
{
    /// <summary>It is being added.</summary>
    Creating,
    /// <summary>It can be used.</summary>
    Up,
    /// <summary>The VMs that use it are being stopped.</summary>
    PrepareForMaintenance,
    /// <summary>Not all VMs that use it could be stopped.</summary>
    ErrorInMaintenance,
    /// <summary>It is coming back from maintenance.</summary>
    CancelMaintenance,
    /// <summary>Nothing uses it.</summary>
    Maintenance,
    /// <summary>It was removed.</summary>
    Removed,
}
