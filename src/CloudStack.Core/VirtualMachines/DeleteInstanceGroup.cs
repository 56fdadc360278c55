namespace CloudStack;

/// <summary>Deletes a group; its virtual machines stay, in no group.</summary>
/// <param name="Id">The group.</param>
[Command("deleteInstanceGroup", Access = Role.Everyone, LegacyClass = "user.vmgroup.DeleteVMGroupCmd")]
public sealed record DeleteInstanceGroup([property: Owned(AccessType.Modify)] InstanceGroupId Id) : ICommand<Success>;
