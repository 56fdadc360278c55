namespace CloudStack;

/// <summary>Whether a provider serves the networks of a physical network.</summary>
public enum NetworkServiceProviderState
{
    /// <summary>It does not.</summary>
    Disabled,
    /// <summary>It does.</summary>
    Enabled,
    /// <summary>It is being removed.</summary>
    Shutdown,
}
