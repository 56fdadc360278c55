using LinqToDB.Mapping;

namespace CloudStack.Engine;

[Table("guest_os_category")]
internal sealed class GuestOsCategoryRow : IEntityRow
{
    public long Id { get; set; }
    public Guid Uuid { get; set; }
    public string Name { get; set; } = "";
}
