namespace CloudStack.Engine.Tests.Templates;

/// <summary>Domains, accounts and users, written as rows: /a with its administrator and a user, /a/b below it and /c beside it with a user each.</summary>
internal sealed class Tenants
{
    public required DomainRow A { get; init; }
    public required DomainRow B { get; init; }
    public required DomainRow C { get; init; }
    public required UserId AdminOfA { get; init; }
    public required UserId UserOfA { get; init; }
    public required UserId UserOfB { get; init; }
    public required UserId UserOfC { get; init; }

    public static async Task<Tenants> AddAsync(TestCloud cloud)
    {
        var a = await DomainAsync(cloud, "a", "/a/", 1);
        var b = await DomainAsync(cloud, "b", "/a/b/", 2);
        var c = await DomainAsync(cloud, "c", "/c/", 1);
        return new()
        {
            A = a,
            B = b,
            C = c,
            AdminOfA = await UserAsync(cloud, a, "admin-a", AccountType.DomainAdmin),
            UserOfA = await UserAsync(cloud, a, "user-a", AccountType.User),
            UserOfB = await UserAsync(cloud, b, "user-b", AccountType.User),
            UserOfC = await UserAsync(cloud, c, "user-c", AccountType.User),
        };
    }

    private static Task<DomainRow> DomainAsync(TestCloud cloud, string name, string path, int level) =>
        cloud.Database.WriteAsync(db => db.InsertRowAsync(new DomainRow
        {
            Uuid = Guid.CreateVersion7(), Name = name, Path = path, Level = level, ParentId = 1, OwnerAccountId = 2, State = DomainState.Active, Created = cloud.Time.GetUtcNow(),
        }));

    private static Task<UserId> UserAsync(TestCloud cloud, DomainRow domain, string name, AccountType type) =>
        cloud.Database.WriteAsync(async db =>
        {
            var account = await db.InsertRowAsync(new AccountRow
            {
                Uuid = Guid.CreateVersion7(), Name = name, DomainId = domain.Id, Type = type, State = AccountState.Enabled, Created = cloud.Time.GetUtcNow(),
            });
            var user = await db.InsertRowAsync(new UserRow
            {
                Uuid = Guid.CreateVersion7(), UserName = name, AccountId = account.Id, State = AccountState.Enabled, Created = cloud.Time.GetUtcNow(),
            });
            return new UserId(user.Uuid);
        });
}
