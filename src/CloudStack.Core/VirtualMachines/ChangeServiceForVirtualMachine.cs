namespace CloudStack;

/// <summary>Gives a stopped virtual machine another compute offering, which it runs with from its next start.</summary>
/// <param name="Id">The virtual machine; must be Stopped.</param>
/// <param name="ServiceOfferingId">The new offering; on the same kind of storage, with at least the storage tags of the current one.</param>
[Command("changeServiceForVirtualMachine", Access = Role.Everyone, Event = EventType.VmUpgrade, LegacyClass = "user.vm.UpgradeVMCmd")]
public sealed record ChangeServiceForVirtualMachine(
    [property: Owned(AccessType.Modify)] VirtualMachineId Id,
    [property: Owned] ServiceOfferingId ServiceOfferingId) : ICommand<VirtualMachine>;
