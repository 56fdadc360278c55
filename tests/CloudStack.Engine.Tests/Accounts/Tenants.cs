namespace CloudStack.Engine.Tests.Accounts;

/// <summary>
/// A tree of domains with an administrator (<c>*-admin</c>) and a user (<c>*-user</c>) in each: ROOT/sales, ROOT/sales/eu and ROOT/lab.
/// </summary>
internal sealed class Tenants
{
    private readonly Dictionary<string, Account> _accounts = [];

    private Tenants(TestCloud cloud) => Cloud = cloud;

    public TestCloud Cloud { get; }

    public Domain Sales { get; private set; } = null!;

    public Domain Europe { get; private set; } = null!;

    public Domain Lab { get; private set; } = null!;

    public static async Task<Tenants> MakeAsync(TestCloud cloud)
    {
        var tenants = new Tenants(cloud);
        tenants.Sales = await cloud.RunAsync(new CreateDomain("sales"));
        tenants.Europe = await cloud.RunAsync(new CreateDomain("eu") { ParentDomainId = tenants.Sales.Id });
        tenants.Lab = await cloud.RunAsync(new CreateDomain("lab"));
        foreach (var (name, domain) in new[] { ("sales", tenants.Sales), ("eu", tenants.Europe), ("lab", tenants.Lab) })
        {
            await tenants.AddAsync($"{name}-admin", domain.Id, AccountType.DomainAdmin);
            await tenants.AddAsync($"{name}-user", domain.Id, AccountType.User);
        }
        return tenants;
    }

    public async Task<Account> AddAsync(string name, DomainId? domain, AccountType type) =>
        _accounts[name] = await Cloud.RunAsync(New(name, domain, type));

    public static CreateAccount New(string name, DomainId? domain = null, AccountType type = AccountType.User) =>
        new((short)type, $"{name}@example.com", "First", "Last", "secret", name) { DomainId = domain };

    public Account Account(string name) => _accounts[name];

    public UserId User(string name) => _accounts[name].User[0].Id;
}
