namespace CloudStack;

/// <summary>
/// Puts a stopped virtual machine into these affinity groups, and takes it out of all others. Without any group it is in none. The groups belong to
/// the virtual machine's owner; what they ask counts from its next start on.
/// </summary>
/// <param name="Id">The virtual machine; it must be Stopped.</param>
[Command("updateVMAffinityGroup", Access = Role.Everyone, Runs = Runs.AsJob, Event = EventType.VmAffinityGroupUpdate, JobInstance = "VirtualMachine")]
public sealed record UpdateVMAffinityGroup([property: Owned(AccessType.Modify)] VirtualMachineId Id) : ICommand<VirtualMachine>
{
    /// <summary>The groups; excludes <see cref="AffinityGroupNames"/>.</summary>
    [Owned]
    public IReadOnlyList<AffinityGroupId>? AffinityGroupIds { get; init; }

    /// <summary>The same by name.</summary>
    public IReadOnlyList<string>? AffinityGroupNames { get; init; }
}
