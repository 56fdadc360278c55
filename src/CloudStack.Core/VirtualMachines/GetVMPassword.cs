namespace CloudStack;

/// <summary>Tells a virtual machine's password, encrypted with the public key of its SSH key pair.</summary>
/// <param name="Id">The virtual machine; must have a key pair and a password.</param>
[Command("getVMPassword", Access = Role.Everyone, LegacyClass = "user.vm.GetVMPasswordCmd")]
public sealed record GetVMPassword([property: Owned] VirtualMachineId Id) : ICommand<VirtualMachinePassword>;
