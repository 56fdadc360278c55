namespace CloudStack;

/// <summary>Deletes a VPC offering. Refused for the one that came with the cloud.</summary>
/// <param name="Id">The VPC offering.</param>
[Command("deleteVPCOffering", Access = Role.Admin, Runs = Runs.AsJob, Event = EventType.VpcOfferingDelete, LegacyClass = "admin.vpc.DeleteVPCOfferingCmd")]
public sealed record DeleteVpcOffering(VpcOfferingId Id) : ICommand<Success>;
