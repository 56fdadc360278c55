namespace CloudStack;

/// <summary>Whether a domain may be used.</summary>
public enum DomainState
{
    /// <summary>It may.</summary>
    Active,
    /// <summary>It is being deleted.</summary>
    Inactive,
}
