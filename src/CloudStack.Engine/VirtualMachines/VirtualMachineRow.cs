using LinqToDB.Mapping;

namespace CloudStack.Engine;

[Table("vm")]
internal sealed class VirtualMachineRow : IOwnedRow, IRemovableRow, IVersionedRow
{
    public long Id { get; set; }
    public Guid Uuid { get; set; }
    public long AccountId { get; set; }
    public long DomainId { get; set; }
    public string Type { get; set; } = "";
    public string Name { get; set; } = "";
    public string? DisplayName { get; set; }
    public string InstanceName { get; set; } = "";
    public VirtualMachineState State { get; set; }
    public long UserId { get; set; }
    public long ZoneId { get; set; }
    public long? PodId { get; set; }
    public long? ClusterId { get; set; }
    public long? HostId { get; set; }
    public long? LastHostId { get; set; }
    public long? TargetHostId { get; set; }
    public long ServiceOfferingId { get; set; }
    public long? TemplateId { get; set; }
    public long? IsoId { get; set; }
    public long GuestOsId { get; set; }
    public string Hypervisor { get; set; } = "";
    public int Cpus { get; set; }
    public int CpuMhz { get; set; }
    public long MemoryBytes { get; set; }
    public bool HoldsUsed { get; set; }
    public bool HoldsReserved { get; set; }
    public bool HaEnabled { get; set; }
    public bool LimitCpu { get; set; }

    /// <summary>Whether its place depends on affinity groups; of a VM of which it is false nobody asks.</summary>
    public bool InAffinityGroups { get; set; }
    public string? UserData { get; set; }
    public string? KeyPair { get; set; }
    public string? Password { get; set; }
    public string? VncPassword { get; set; }
    public bool UpdateParameters { get; set; }
    public string? PowerState { get; set; }
    public DateTimeOffset StateChanged { get; set; }
    public DateTimeOffset? Destroyed { get; set; }
    public DateTimeOffset Created { get; set; }
    public DateTimeOffset? Removed { get; set; }
    public long Version { get; set; }
}
