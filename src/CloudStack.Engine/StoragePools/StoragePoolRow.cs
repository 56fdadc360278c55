using LinqToDB.Mapping;

namespace CloudStack.Engine;

[Table("storage_pool")]
internal sealed class StoragePoolRow : IEntityRow, IRemovableRow, IVersionedRow
{
    public long Id { get; set; }
    public Guid Uuid { get; set; }
    public long ZoneId { get; set; }
    public long? PodId { get; set; }
    public long? ClusterId { get; set; }
    public long? HostId { get; set; }
    public string Name { get; set; } = "";
    public string Type { get; set; } = "";
    public string Scope { get; set; } = "";
    public string Host { get; set; } = "";
    public int Port { get; set; }
    public string Path { get; set; } = "";
    public string? UserInfo { get; set; }
    public StoragePoolStatus Status { get; set; }
    public long CapacityBytes { get; set; }
    public long UsedBytes { get; set; }
    public string? Tags { get; set; }
    public string? Guid { get; set; }
    public string? Hypervisor { get; set; }
    public DateTimeOffset Created { get; set; }
    public DateTimeOffset? Removed { get; set; }
    public long Version { get; set; }
}
