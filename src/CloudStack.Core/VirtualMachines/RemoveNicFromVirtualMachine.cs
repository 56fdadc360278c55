namespace CloudStack;

/// <summary>Unplugs a virtual machine from a network.</summary>
/// <param name="NicId">The interface; not the default one.</param>
/// <param name="VirtualMachineId">The virtual machine.</param>
[Command("removeNicFromVirtualMachine", Access = Role.Everyone, Runs = Runs.AsJob, Event = EventType.NicDelete,
    LegacyClass = "user.vm.RemoveNicFromVMCmd")]
public sealed record RemoveNicFromVirtualMachine(
    NicId NicId,
    [property: Owned(AccessType.Modify)] VirtualMachineId VirtualMachineId) : ICommand<VirtualMachine>;
