namespace CloudStack;

/// <summary>Where a network is in its life.</summary>
public enum NetworkState
{
    /// <summary>It is recorded; its VLAN and devices are assigned when the first VM starts.</summary>
    Allocated,
    /// <summary>Its VLAN was given by an administrator and stays for life.</summary>
    Setup,
    /// <summary>Its VLAN is being assigned and its devices are being programmed.</summary>
    Implementing,
    /// <summary>It carries traffic.</summary>
    Implemented,
    /// <summary>Its devices are being cleared.</summary>
    Shutdown,
    /// <summary>It was deleted.</summary>
    Destroy,
}
