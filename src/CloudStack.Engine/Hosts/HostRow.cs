using LinqToDB.Mapping;

namespace CloudStack.Engine;

[Table("host")]
internal sealed class HostRow : IEntityRow, IRemovableRow, IVersionedRow
{
    public long Id { get; set; }
    public Guid Uuid { get; set; }
    public long ZoneId { get; set; }
    public long? PodId { get; set; }
    public long? ClusterId { get; set; }
    public string Name { get; set; } = "";
    public string Type { get; set; } = "";
    public string? Hypervisor { get; set; }
    public string? HypervisorVersion { get; set; }
    public string Address { get; set; } = "";
    public string? UserName { get; set; }
    public string? Password { get; set; }
    public string? PrivateKey { get; set; }
    public string? HostKey { get; set; }
    public string? PrivateIp { get; set; }
    public string? Guid { get; set; }
    public HostStatus Status { get; set; }
    public HostResourceState ResourceState { get; set; }
    public int Cpus { get; set; }
    public int CpuMhz { get; set; }
    public long MemoryBytes { get; set; }
    public long ReservedMemoryBytes { get; set; }
    public string? Capabilities { get; set; }
    public long? GuestOsCategoryId { get; set; }
    public string? Tags { get; set; }
    public long? ManagementServerId { get; set; }
    public DateTimeOffset? LastPinged { get; set; }
    public DateTimeOffset? Disconnected { get; set; }
    public string? Annotation { get; set; }
    public DateTimeOffset Created { get; set; }
    public DateTimeOffset? Removed { get; set; }
    public long Version { get; set; }
}
