namespace CloudStack;

/// <summary>Reboots a running virtual machine on the host where it runs.</summary>
/// <param name="Id">The virtual machine; must be Running.</param>
[Command("rebootVirtualMachine", Access = Role.Everyone, Runs = Runs.AsJob, Event = EventType.VmReboot, JobInstance = "VirtualMachine",
    LegacyClass = "user.vm.RebootVMCmd")]
public sealed record RebootVirtualMachine([property: Owned(AccessType.Modify)] VirtualMachineId Id) : ICommand<VirtualMachine>;
