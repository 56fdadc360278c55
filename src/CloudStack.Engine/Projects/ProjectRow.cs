using LinqToDB.Mapping;

namespace CloudStack.Engine;

/// <summary>A project. What belongs to it belongs to its account, which nobody can log in to; <see cref="AccountId"/> is that one, not the owner.</summary>
[Table("project")]
internal sealed class ProjectRow : IOwnedRow, IRemovableRow, IVersionedRow
{
    public long Id { get; set; }
    public Guid Uuid { get; set; }
    public long AccountId { get; set; }
    public long DomainId { get; set; }
    public string Name { get; set; } = "";
    public string DisplayText { get; set; } = "";
    public ProjectState State { get; set; }
    public DateTimeOffset Created { get; set; }
    public DateTimeOffset? Removed { get; set; }
    public long Version { get; set; }
}
