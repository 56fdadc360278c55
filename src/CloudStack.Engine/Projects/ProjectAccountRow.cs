using LinqToDB.Mapping;

namespace CloudStack.Engine;

/// <summary>An account that is in a project. The project's own account is kept here too, so that a check of access needs no join.</summary>
[Table("project_account")]
internal sealed class ProjectAccountRow
{
    public long Id { get; set; }
    public long ProjectId { get; set; }
    public long AccountId { get; set; }
    public long ProjectAccountId { get; set; }
    public ProjectRole Role { get; set; }
    public DateTimeOffset Created { get; set; }
}
