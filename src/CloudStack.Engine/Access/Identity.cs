namespace CloudStack.Engine;

/// <summary>Who calls: a user with its account and domain, as they were when the call arrived.</summary>
internal sealed record Identity(
    long UserId, Guid UserUuid, string UserName, long AccountId, Guid AccountUuid, string AccountName, AccountType AccountType, long DomainId, string DomainPath)
{
    /// <summary>Built-in accounts and users, the same in every cloud.</summary>
    public const long SystemAccountId = 1, AdminAccountId = 2, SystemUserId = 1, AdminUserId = 2, RootDomainId = 1;

    public bool IsRoot => AccountType == AccountType.Admin;

    public bool IsDomainAdmin => AccountType is AccountType.DomainAdmin or AccountType.ResourceDomainAdmin;

    public Role Role => RoleOf(AccountType);

    public static Role RoleOf(AccountType type) => type switch
    {
        AccountType.Admin => Role.Admin,
        AccountType.DomainAdmin => Role.DomainAdmin,
        AccountType.ResourceDomainAdmin => Role.ResourceDomainAdmin,
        AccountType.User => Role.User,
        _ => Role.None,
    };

    /// <summary>Whether a domain is this one's own or below it. Paths end with a slash, so a prefix is a subtree.</summary>
    public bool Covers(string domainPath) => IsRoot || domainPath.StartsWith(DomainPath, StringComparison.Ordinal);
}
