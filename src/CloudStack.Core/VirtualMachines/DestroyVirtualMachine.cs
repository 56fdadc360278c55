namespace CloudStack;

/// <summary>Stops and destroys a virtual machine. It can be recovered until it is expunged; a VM that is already destroyed is a success.</summary>
/// <param name="Id">The virtual machine.</param>
[Command("destroyVirtualMachine", Access = Role.Everyone, Runs = Runs.AsJob, Event = EventType.VmDestroy, JobInstance = "VirtualMachine",
    LegacyClass = "user.vm.DestroyVMCmd")]
public sealed record DestroyVirtualMachine([property: Owned(AccessType.Modify)] VirtualMachineId Id) : ICommand<VirtualMachine>;
