namespace CloudStack;

/// <summary>Whether an administrator lets a host be used.</summary>
public enum HostResourceState
{
    /// <summary>It is being added.</summary>
    Creating,
    /// <summary>It takes VMs.</summary>
    Enabled,
    /// <summary>It takes no new VMs.</summary>
    Disabled,
    /// <summary>Its VMs are being moved away.</summary>
    PrepareForMaintenance,
    /// <summary>Not all of its VMs could be moved away.</summary>
    ErrorInMaintenance,
    /// <summary>It is empty and may be worked on.</summary>
    Maintenance,
    /// <summary>Adding it failed.</summary>
    Error,
}
