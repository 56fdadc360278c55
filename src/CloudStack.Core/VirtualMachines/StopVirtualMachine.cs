namespace CloudStack;

/// <summary>Stops a virtual machine; one that is stopped already is a success.</summary>
/// <param name="Id">The virtual machine.</param>
[Command("stopVirtualMachine", Access = Role.Everyone, Runs = Runs.AsJob, Event = EventType.VmStop, JobInstance = "VirtualMachine",
    LegacyClass = "user.vm.StopVMCmd")]
public sealed record StopVirtualMachine([property: Owned(AccessType.Modify)] VirtualMachineId Id) : ICommand<VirtualMachine>
{
    /// <summary>Whether to call it stopped even when its host does not confirm it; false if not said.</summary>
    public bool? Forced { get; init; }
}
