using LinqToDB.Mapping;

namespace CloudStack.Engine;

[Table("network_service_provider")]
internal sealed class NetworkServiceProviderRow : IEntityRow, IRemovableRow, IVersionedRow
{
    public long Id { get; set; }
    public Guid Uuid { get; set; }
    public long PhysicalNetworkId { get; set; }
    public string Name { get; set; } = "";
    public NetworkServiceProviderState State { get; set; }
    public long? DestinationPhysicalNetworkId { get; set; }
    public string Services { get; set; } = "";
    public DateTimeOffset Created { get; set; }
    public DateTimeOffset? Removed { get; set; }
    public long Version { get; set; }
}
