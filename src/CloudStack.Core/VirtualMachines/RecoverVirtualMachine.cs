namespace CloudStack;

/// <summary>Takes back the destruction of a virtual machine, which is Stopped afterwards.</summary>
/// <param name="Id">The virtual machine; must be Destroyed. It counts against the limits again.</param>
[Command("recoverVirtualMachine", Access = Role.Admins, LegacyClass = "admin.vm.RecoverVMCmd")]
public sealed record RecoverVirtualMachine([property: Owned(AccessType.Modify)] VirtualMachineId Id) : ICommand<VirtualMachine>;
