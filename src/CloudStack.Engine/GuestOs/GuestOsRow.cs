using LinqToDB.Mapping;

namespace CloudStack.Engine;

[Table("guest_os")]
internal sealed class GuestOsRow : IEntityRow, IRemovableRow
{
    public long Id { get; set; }
    public Guid Uuid { get; set; }
    public long CategoryId { get; set; }
    public string Name { get; set; } = "";
    public DateTimeOffset? Removed { get; set; }
}
