namespace CloudStack;

/// <summary>What is assumed of a hypervisor.</summary>
[View("hypervisorCapabilities")]
public sealed record HypervisorCapabilities
{
    /// <summary>The row.</summary>
    public HypervisorCapabilitiesId Id { get; init; }

    /// <summary>Version of the hypervisor.</summary>
    public string? HypervisorVersion { get; init; }

    /// <summary>Kind of hypervisor.</summary>
    public string? Hypervisor { get; init; }

    /// <summary>Most VMs on one host.</summary>
    public long? MaxGuestsLimit { get; init; }

    /// <summary>Whether its hosts can enforce security groups.</summary>
    public bool SecurityGroupEnabled { get; init; }
}
