namespace CloudStack;

/// <summary>
/// Gives a stopped virtual machine another SSH key, and a new password when its template has one; the guest gets them at its next start.
/// </summary>
/// <param name="Id">The virtual machine; must be Stopped.</param>
/// <param name="KeyPair">Name of a key pair of the VM's owner.</param>
[Command("resetSSHKeyForVirtualMachine", Access = Role.Everyone, Runs = Runs.AsJob, Event = EventType.VmResetSshKey,
    ResponseName = "resetSSHKeyforvirtualmachineresponse", JobInstance = "VirtualMachine", LegacyClass = "user.vm.ResetVMSSHKeyCmd")]
public sealed record ResetSSHKeyForVirtualMachine(
    [property: Owned(AccessType.Modify)] VirtualMachineId Id,
    string KeyPair) : ICommand<VirtualMachine>, IOwnerScoped
{
    /// <summary>Name of the account that owns the key pair; goes together with <see cref="DomainId"/>.</summary>
    public string? Account { get; init; }

    /// <summary>Domain of that account.</summary>
    public DomainId? DomainId { get; init; }

    /// <summary>Project that owns the key pair; excludes <see cref="Account"/>.</summary>
    public ProjectId? ProjectId { get; init; }
}
