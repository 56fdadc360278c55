namespace CloudStack;

/// <summary>Plugs a virtual machine, running or stopped, into a further network.</summary>
/// <param name="NetworkId">Network to plug into; in the zone of the VM, and not one that it is on.</param>
/// <param name="VirtualMachineId">The virtual machine.</param>
[Command("addNicToVirtualMachine", Access = Role.Everyone, Runs = Runs.AsJob, Event = EventType.NicCreate, LegacyClass = "user.vm.AddNicToVMCmd")]
public sealed record AddNicToVirtualMachine(
    [property: Owned] NetworkId NetworkId,
    [property: Owned(AccessType.Modify)] VirtualMachineId VirtualMachineId) : ICommand<VirtualMachine>
{
    /// <summary>IPv4 address to take; without it, a free one of the network.</summary>
    public string? IpAddress { get; init; }
}
