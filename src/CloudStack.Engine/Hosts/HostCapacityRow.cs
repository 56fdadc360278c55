using LinqToDB.Mapping;

namespace CloudStack.Engine;

[Table("host_capacity")]
internal sealed class HostCapacityRow
{
    public long HostId { get; set; }
    public long ZoneId { get; set; }
    public long TotalCpu { get; set; }
    public long TotalMemory { get; set; }
    public long UsedCpu { get; set; }
    public long UsedMemory { get; set; }
    public long ReservedCpu { get; set; }
    public long ReservedMemory { get; set; }
    public int Guests { get; set; }
}
