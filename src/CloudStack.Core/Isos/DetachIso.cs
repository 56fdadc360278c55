namespace CloudStack;

/// <summary>Takes the ISO out of the CD drive of a virtual machine.</summary>
/// <param name="VirtualMachineId">The virtual machine; Running or Stopped, with an ISO in its drive.</param>
[Command("detachIso", Access = Role.Everyone, Runs = Runs.AsJob, Event = EventType.IsoDetach, LegacyClass = "user.iso.DetachIsoCmd")]
public sealed record DetachIso([property: Owned(AccessType.Modify)] VirtualMachineId VirtualMachineId) : ICommand<VirtualMachine>;
