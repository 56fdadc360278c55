namespace CloudStack;

/// <summary>How guests are separated in a zone.</summary>
public enum ZoneNetworkType
{
    /// <summary>One flat guest network; security groups separate guests.</summary>
    Basic,
    /// <summary>VLANs separate guests.</summary>
    Advanced,
}
