namespace CloudStack;

/// <summary>Changes what a virtual machine is called and what it is given at its next start; what is not given stays.</summary>
/// <param name="Id">The virtual machine.</param>
[Command("updateVirtualMachine", Access = Role.Everyone, Event = EventType.VmUpdate, LegacyClass = "user.vm.UpdateVMCmd")]
public sealed record UpdateVirtualMachine([property: Owned(AccessType.Modify)] VirtualMachineId Id) : ICommand<VirtualMachine>
{
    /// <summary>New name to show.</summary>
    public string? DisplayName { get; init; }

    /// <summary>Name of the instance group to move to; empty takes it out of its group.</summary>
    public string? Group { get; init; }

    /// <summary>Whether it is restarted elsewhere when its host fails.</summary>
    public bool? HaEnable { get; init; }

    /// <summary>New guest operating system type.</summary>
    public GuestOsId? OsTypeId { get; init; }

    /// <summary>New user data in base64; at most 2048 characters.</summary>
    [Length(2048)]
    public string? UserData { get; init; }
}
