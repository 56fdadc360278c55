namespace CloudStack;

/// <summary>Whether new resources are placed there.</summary>
public enum AllocationState
{
    /// <summary>They are.</summary>
    Enabled,
    /// <summary>They are not, except for root administrators.</summary>
    Disabled,
}
