namespace CloudStack;

/// <summary>Renames a group.</summary>
/// <param name="Id">The group.</param>
[Command("updateInstanceGroup", Access = Role.Everyone, LegacyClass = "user.vmgroup.UpdateVMGroupCmd")]
public sealed record UpdateInstanceGroup([property: Owned(AccessType.Modify)] InstanceGroupId Id) : ICommand<InstanceGroup>
{
    /// <summary>New name; unique among the owner's groups.</summary>
    public string? Name { get; init; }
}
