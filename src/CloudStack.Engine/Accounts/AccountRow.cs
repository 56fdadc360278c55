using LinqToDB.Mapping;

namespace CloudStack.Engine;

[Table("account")]
internal sealed class AccountRow : IEntityRow, IRemovableRow, IVersionedRow
{
    public long Id { get; set; }
    public Guid Uuid { get; set; }
    public string Name { get; set; } = "";
    public long DomainId { get; set; }
    public AccountType Type { get; set; }
    public AccountState State { get; set; }
    public string? NetworkDomain { get; set; }
    public long? DefaultZoneId { get; set; }
    public bool NeedsCleanup { get; set; }
    public DateTimeOffset Created { get; set; }
    public DateTimeOffset? Removed { get; set; }
    public long Version { get; set; }
}
