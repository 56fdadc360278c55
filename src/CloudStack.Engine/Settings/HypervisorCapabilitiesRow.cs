using LinqToDB.Mapping;

namespace CloudStack.Engine;

[Table("hypervisor_capabilities")]
internal sealed class HypervisorCapabilitiesRow : IEntityRow, IVersionedRow
{
    public long Id { get; set; }
    public Guid Uuid { get; set; }
    public string Hypervisor { get; set; } = "";
    public string HypervisorVersion { get; set; } = "";
    public long? MaxGuests { get; set; }
    public bool SecurityGroups { get; set; }
    public int MaxDataVolumes { get; set; }
    public long Version { get; set; }
}
