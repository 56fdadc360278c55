using LinqToDB.Mapping;

namespace CloudStack.Engine;

/// <summary>The owner of so much reserved capacity of a host, until a virtual machine takes it over, it is given back, or it expires.</summary>
[Table("capacity_reservation")]
internal sealed class CapacityReservationRow : IOwnedRow
{
    public long Id { get; set; }
    public Guid Uuid { get; set; }
    public long AccountId { get; set; }
    public long DomainId { get; set; }
    public long ZoneId { get; set; }
    public long HostId { get; set; }
    public long ServiceOfferingId { get; set; }
    public string Hypervisor { get; set; } = "";
    public int Cpus { get; set; }
    public int CpuMhz { get; set; }
    public long MemoryBytes { get; set; }
    public DateTimeOffset Created { get; set; }
    public DateTimeOffset Expires { get; set; }

    public long Mhz() => (long)Cpus * CpuMhz;
}
