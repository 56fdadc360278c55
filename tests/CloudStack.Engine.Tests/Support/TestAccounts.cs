namespace CloudStack.Engine.Tests;

/// <summary>Domains, accounts and users, written as rows.</summary>
internal static class TestAccounts
{
    /// <summary>A domain below ROOT.</summary>
    public static Task<DomainId> DomainAsync(TestCloud cloud, string name, string parentPath = "/") => cloud.Database.WriteAsync(async db =>
    {
        var parent = await db.Domains.FirstAsync(row => row.Path == parentPath);
        var row = await db.InsertRowAsync(new DomainRow
        {
            Uuid = Guid.NewGuid(),
            Name = name,
            ParentId = parent.Id,
            Path = $"{parentPath}{name}/",
            Level = parent.Level + 1,
            OwnerAccountId = Identity.SystemAccountId,
            Created = cloud.Time.GetUtcNow(),
        });
        return new DomainId(row.Uuid);
    });

    /// <summary>An account in a domain, with a user of the same name.</summary>
    public static Task<UserId> UserAsync(TestCloud cloud, string name, DomainId domain, AccountType type = AccountType.User) => cloud.Database.WriteAsync(async db =>
    {
        var domainRow = await db.Domains.FirstAsync(row => row.Uuid == domain.Value);
        var account = await db.InsertRowAsync(new AccountRow
        {
            Uuid = Guid.NewGuid(), Name = name, DomainId = domainRow.Id, Type = type, State = AccountState.Enabled, Created = cloud.Time.GetUtcNow(),
        });
        var user = await db.InsertRowAsync(new UserRow
        {
            Uuid = Guid.NewGuid(), UserName = name, AccountId = account.Id, State = AccountState.Enabled, Created = cloud.Time.GetUtcNow(),
        });
        return new UserId(user.Uuid);
    });
}
