namespace CloudStack;

/// <summary>Replaces the root volume of a virtual machine with a fresh one of its template; a running VM is stopped and started again.</summary>
/// <param name="VirtualMachineId">The virtual machine; must be Running or Stopped. What its root volume holds is lost.</param>
[Command("restoreVirtualMachine", Access = Role.Everyone, Runs = Runs.AsJob, Event = EventType.VmRestore,
    ResponseName = "restorevmresponse", LegacyClass = "user.vm.RestoreVMCmd", Since = "3.0.0")]
public sealed record RestoreVirtualMachine([property: Owned(AccessType.Modify)] VirtualMachineId VirtualMachineId) : ICommand<VirtualMachine>;
