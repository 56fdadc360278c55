namespace CloudStack;

/// <summary>Whether guest networks are made on a physical network.</summary>
public enum PhysicalNetworkState
{
    /// <summary>They are not; those that exist go on.</summary>
    Disabled,
    /// <summary>They are.</summary>
    Enabled,
}
