namespace CloudStack;

/// <summary>Puts an ISO into the CD drive of a virtual machine, in place of the one that was there.</summary>
/// <param name="Id">The ISO; ready in the zone of the virtual machine.</param>
/// <param name="VirtualMachineId">The virtual machine; Running or Stopped.</param>
[Command("attachIso", Access = Role.Everyone, Runs = Runs.AsJob, Event = EventType.IsoAttach, LegacyClass = "user.iso.AttachIsoCmd")]
public sealed record AttachIso(
    [property: Owned] TemplateId Id,
    [property: Owned(AccessType.Modify)] VirtualMachineId VirtualMachineId) : ICommand<VirtualMachine>;
