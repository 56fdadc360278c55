namespace CloudStack;

/// <summary>Where a NIC is in its life.</summary>
public enum NicState
{
    /// <summary>It has its place in the VM, and its addresses where the network fixes them at once.</summary>
    Allocated,
    /// <summary>Its addresses are being reserved.</summary>
    Reserving,
    /// <summary>Its addresses are reserved: the VM may run.</summary>
    Reserved,
    /// <summary>Its addresses are being given back.</summary>
    Releasing,
    /// <summary>It is being removed.</summary>
    Deallocating,
}
