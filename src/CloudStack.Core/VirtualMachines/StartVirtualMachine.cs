namespace CloudStack;

/// <summary>Starts a stopped virtual machine.</summary>
/// <param name="Id">The virtual machine; must be Stopped.</param>
[Command("startVirtualMachine", Access = Role.Everyone, Runs = Runs.AsJob, Event = EventType.VmStart, JobInstance = "VirtualMachine",
    LegacyClass = "user.vm.StartVMCmd")]
public sealed record StartVirtualMachine([property: Owned(AccessType.Modify)] VirtualMachineId Id) : ICommand<VirtualMachine>
{
    /// <summary>Host to start on; root administrators only.</summary>
    [Since("3.0.1")]
    public HostId? HostId { get; init; }
}
