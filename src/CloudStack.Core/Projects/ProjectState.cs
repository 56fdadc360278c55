namespace CloudStack;

/// <summary>State of a project.</summary>
public enum ProjectState
{
    /// <summary>It can be worked with.</summary>
    Active,
    /// <summary>It is being made or deleted.</summary>
    Disabled,
    /// <summary>Its machines are stopped, and nothing can be added to it until it is activated.</summary>
    Suspended,
}
