namespace CloudStack;

/// <summary>Moves a stopped virtual machine and its volumes to another account of the same domain, onto networks of that account.</summary>
/// <param name="Account">Name of the new owner.</param>
/// <param name="DomainId">Domain of the new owner.</param>
/// <param name="VirtualMachineId">The virtual machine; not running, and without rules or addresses that point to it.</param>
[Command("assignVirtualMachine", Access = Role.Admin, Event = EventType.VmMove, ResponseName = "moveuservmresponse",
    SuccessResponseName = "virtualmachine", LegacyClass = "admin.vm.AssignVMCmd", Since = "3.0.0")]
public sealed record AssignVirtualMachine(
    string Account,
    DomainId DomainId,
    [property: Owned(AccessType.Modify)] VirtualMachineId VirtualMachineId) : ICommand<VirtualMachine>
{
    /// <summary>Networks of the new owner, the first being the default; not in a basic zone.</summary>
    public IReadOnlyList<NetworkId>? NetworkIds { get; init; }

    /// <summary>Security groups of the new owner.</summary>
    public IReadOnlyList<SecurityGroupId>? SecurityGroupIds { get; init; }
}
