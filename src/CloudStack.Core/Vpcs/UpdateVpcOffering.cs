namespace CloudStack;

/// <summary>Changes a VPC offering.</summary>
[Command("updateVPCOffering", Access = Role.Admin, Runs = Runs.AsJob, Event = EventType.VpcOfferingUpdate, LegacyClass = "admin.vpc.UpdateVPCOfferingCmd")]
public sealed record UpdateVpcOffering : ICommand<VpcOffering>
{
    /// <summary>Description for users.</summary>
    public string? DisplayText { get; init; }

    /// <summary>The VPC offering.</summary>
    public VpcOfferingId? Id { get; init; }

    /// <summary>New name.</summary>
    public string? Name { get; init; }

    /// <summary><c>Enabled</c> or <c>Disabled</c>; VPCs are made from enabled ones only.</summary>
    public string? State { get; init; }
}
