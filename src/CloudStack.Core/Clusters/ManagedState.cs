namespace CloudStack;

/// <summary>Whether the cloud manages the hosts of a cluster.</summary>
public enum ManagedState
{
    /// <summary>It does.</summary>
    Managed,
    /// <summary>It is letting go of them.</summary>
    PrepareUnmanaged,
    /// <summary>It does not.</summary>
    Unmanaged,
    /// <summary>It could not let go of them.</summary>
    PrepareUnmanagedError,
}
