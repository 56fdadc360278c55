namespace CloudStack;

/// <summary>Whether an offering can be used for something new.</summary>
public enum OfferingState
{
    /// <summary>It cannot.</summary>
    Disabled,
    /// <summary>It can.</summary>
    Enabled,
}
