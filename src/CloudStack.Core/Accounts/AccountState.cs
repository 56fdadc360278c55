namespace CloudStack;

/// <summary>Whether an account, or a user, may be used.</summary>
public enum AccountState
{
    /// <summary>It may not, and its VMs are stopped.</summary>
    [WireName("disabled")]
    Disabled,
    /// <summary>It may.</summary>
    [WireName("enabled")]
    Enabled,
    /// <summary>It may not; its VMs go on running.</summary>
    [WireName("locked")]
    Locked,
}
