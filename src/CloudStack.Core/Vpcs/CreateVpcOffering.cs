namespace CloudStack;

/// <summary>Makes an offering for VPCs. It is disabled until <see cref="UpdateVpcOffering"/> enables it.</summary>
/// <param name="DisplayText">Description for users.</param>
/// <param name="Name">Unique among the VPC offerings.</param>
/// <param name="SupportedServices">Services that the networks of a VPC may have; source NAT, network ACLs and the gateway are always among them.</param>
[Command("createVPCOffering", Access = Role.Admin, Runs = Runs.AsJob, Event = EventType.VpcOfferingCreate, LegacyClass = "admin.vpc.CreateVPCOfferingCmd")]
public sealed record CreateVpcOffering(string DisplayText, string Name, IReadOnlyList<string> SupportedServices) : ICreateCommand<VpcOffering>;
