namespace CloudStack;

/// <summary>Where an address of a range is in its life.</summary>
public enum IpAddressState
{
    /// <summary>Nobody has it.</summary>
    Free,
    /// <summary>It is being taken.</summary>
    Allocating,
    /// <summary>Somebody has it.</summary>
    Allocated,
    /// <summary>It is being given back.</summary>
    Releasing,
}
