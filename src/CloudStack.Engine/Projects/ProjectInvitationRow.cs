using LinqToDB.Mapping;

namespace CloudStack.Engine;

/// <summary>An invitation: for an account, or by e-mail for whoever holds the token.</summary>
[Table("project_invitation")]
internal sealed class ProjectInvitationRow : IEntityRow
{
    public long Id { get; set; }
    public Guid Uuid { get; set; }
    public long ProjectId { get; set; }
    public long DomainId { get; set; }
    public long? AccountId { get; set; }
    public string? Email { get; set; }
    public string? Token { get; set; }
    public ProjectInvitationState State { get; set; }
    public DateTimeOffset Created { get; set; }
}
