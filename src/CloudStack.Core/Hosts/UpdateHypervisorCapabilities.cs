namespace CloudStack;

/// <summary>Changes the limits assumed for a hypervisor.</summary>
[Command("updateHypervisorCapabilities", Access = Role.Admin, LegacyClass = "admin.config.UpdateHypervisorCapabilitiesCmd", Since = "3.0.0")]
public sealed record UpdateHypervisorCapabilities : ICommand<HypervisorCapabilities>
{
    /// <summary>The row; 4.1 does not mark it required, but refuses a call without it.</summary>
    public HypervisorCapabilitiesId? Id { get; init; }

    /// <summary>Most VMs on one host.</summary>
    public long? MaxGuestsLimit { get; init; }

    /// <summary>Whether its hosts can enforce security groups.</summary>
    public bool? SecurityGroupEnabled { get; init; }
}
