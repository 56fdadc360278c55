namespace CloudStack;

/// <summary>Gives a stopped virtual machine a new password, which the answer of the job tells once and the guest gets at its next start.</summary>
/// <param name="Id">The virtual machine; must be Stopped, of a password-enabled template.</param>
[Command("resetPasswordForVirtualMachine", Access = Role.Everyone, Runs = Runs.AsJob, Event = EventType.VmResetPassword,
    JobInstance = "VirtualMachine", LegacyClass = "user.vm.ResetVMPasswordCmd")]
public sealed record ResetPasswordForVirtualMachine([property: Owned(AccessType.Modify)] VirtualMachineId Id) : ICommand<VirtualMachine>;
