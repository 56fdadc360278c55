namespace CloudStack;

/// <summary>Whether a host answers.</summary>
public enum HostStatus
{
    /// <summary>It is being added.</summary>
    Creating,
    /// <summary>It is being probed.</summary>
    Connecting,
    /// <summary>It answers.</summary>
    Up,
    /// <summary>It does not run.</summary>
    Down,
    /// <summary>It does not answer at the moment.</summary>
    Disconnected,
    /// <summary>It has not answered for long.</summary>
    Alert,
    /// <summary>It was removed.</summary>
    Removed,
    /// <summary>Adding it failed.</summary>
    Error,
    /// <summary>Another management server takes it over.</summary>
    Rebalancing,
}
