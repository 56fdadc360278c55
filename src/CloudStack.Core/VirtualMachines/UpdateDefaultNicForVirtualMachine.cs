namespace CloudStack;

/// <summary>Makes another interface of a virtual machine its default one.</summary>
/// <param name="NicId">The interface that becomes the default; one of the VM.</param>
/// <param name="VirtualMachineId">The virtual machine.</param>
[Command("updateDefaultNicForVirtualMachine", Access = Role.Everyone, Runs = Runs.AsJob, Event = EventType.NicUpdate,
    LegacyClass = "user.vm.UpdateDefaultNicForVMCmd")]
public sealed record UpdateDefaultNicForVirtualMachine(
    NicId NicId,
    [property: Owned(AccessType.Modify)] VirtualMachineId VirtualMachineId) : ICommand<VirtualMachine>;
