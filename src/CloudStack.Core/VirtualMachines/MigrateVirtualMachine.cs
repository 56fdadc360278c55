namespace CloudStack;

/// <summary>Moves a running virtual machine to another host of its cluster, or the root volume of a stopped one to another pool.</summary>
/// <param name="VirtualMachineId">The virtual machine.</param>
[Command("migrateVirtualMachine", Access = Role.Admin, Runs = Runs.AsJob, Event = EventType.VmMigrate, LegacyClass = "admin.vm.MigrateVMCmd")]
public sealed record MigrateVirtualMachine([property: Owned(AccessType.Modify)] VirtualMachineId VirtualMachineId) : ICommand<VirtualMachine>
{
    /// <summary>Host to move to; the VM must be Running. Excludes <see cref="StorageId"/>.</summary>
    public HostId? HostId { get; init; }

    /// <summary>Pool to move to; the VM must be Stopped. Excludes <see cref="HostId"/>.</summary>
    public StoragePoolId? StorageId { get; init; }
}
