using LinqToDB.Mapping;

namespace CloudStack.Engine;

[Table("user")]
internal sealed class UserRow : IEntityRow, IRemovableRow, IVersionedRow
{
    public long Id { get; set; }
    public Guid Uuid { get; set; }
    public long AccountId { get; set; }
    public string UserName { get; set; } = "";
    public string PasswordHash { get; set; } = "";
    public string? FirstName { get; set; }
    public string? LastName { get; set; }
    public string? Email { get; set; }
    public string? TimeZone { get; set; }
    public AccountState State { get; set; }
    public string? ApiKey { get; set; }
    public string? SecretKey { get; set; }
    public int FailedLogins { get; set; }
    public DateTimeOffset Created { get; set; }
    public string? RegistrationToken { get; set; }
    public DateTimeOffset? Removed { get; set; }
    public long Version { get; set; }
}
