using LinqToDB.Mapping;

namespace CloudStack.Engine;

[Table("affinity_group")]
internal sealed class AffinityGroupRow : IOwnedRow, IRemovableRow, IVersionedRow
{
    public long Id { get; set; }
    public Guid Uuid { get; set; }
    public long AccountId { get; set; }
    public long DomainId { get; set; }
    public string Name { get; set; } = "";

    /// <summary>The name while the group is there, and null afterwards: unique in the account.</summary>
    public string? LiveName { get; set; }
    public AffinityType Type { get; set; }
    public string? Description { get; set; }
    public DateTimeOffset Created { get; set; }
    public DateTimeOffset? Removed { get; set; }

    /// <summary>Counted up by each claim of a host for a member, so that of two decisions on the same members one is made again.</summary>
    public long Version { get; set; }
}
