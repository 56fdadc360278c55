using LinqToDB.Mapping;

namespace CloudStack.Engine;

[Table("service_offering")]
internal sealed class ServiceOfferingRow : IEntityRow, IRemovableRow, IVersionedRow
{
    public long Id { get; set; }
    public Guid Uuid { get; set; }
    public string Name { get; set; } = "";
    public string DisplayText { get; set; } = "";
    public string? UniqueName { get; set; }
    public int Cpus { get; set; }
    public int CpuMhz { get; set; }
    public int MemoryMb { get; set; }
    public int? RateMbps { get; set; }
    public int? MulticastRateMbps { get; set; }
    public bool HaEnabled { get; set; }
    public bool LimitCpu { get; set; }
    public string? HostTag { get; set; }
    public string? StorageTags { get; set; }
    public bool UseLocalStorage { get; set; }
    public long? DomainId { get; set; }
    public bool IsSystem { get; set; }
    public string? SystemVmType { get; set; }
    public bool IsDefault { get; set; }
    public bool IsVolatile { get; set; }
    public int SortKey { get; set; }
    public DateTimeOffset Created { get; set; }
    public DateTimeOffset? Removed { get; set; }
    public long Version { get; set; }
}
