using CloudStack.Engine.Tests.Accounts;

namespace CloudStack.Engine.Tests.Projects;

/// <summary>A cloud whose domain sales has three users (lead, dev, other) beside its administrator; lab has one of its own. The lead owns a project.</summary>
internal sealed class ProjectWorld : IAsyncDisposable
{
    private ProjectWorld(TestCloud cloud) => Cloud = cloud;

    public TestCloud Cloud { get; }

    public FakeProjectMail Mail { get; } = new();

    public Tenants Tenants { get; private set; } = null!;

    public Project Apollo { get; private set; } = null!;

    public UserId Lead => Tenants.User("lead");

    public UserId Dev => Tenants.User("dev");

    public UserId Other => Tenants.User("other");

    public UserId SalesAdmin => Tenants.User("sales-admin");

    public UserId LabAdmin => Tenants.User("lab-admin");

    /// <param name="withInvitations">Whether accounts must be invited.</param>
    public static async Task<ProjectWorld> StartAsync(bool withInvitations = false)
    {
        var mail = new FakeProjectMail();
        var world = new ProjectWorld(await TestCloud.StartAsync(services => services.AddSingleton<IProjectMail>(mail)), mail);
        world.Tenants = await Tenants.MakeAsync(world.Cloud);
        foreach (var name in new[] { "lead", "dev", "other" })
        {
            await world.Tenants.AddAsync(name, world.Tenants.Sales.Id, AccountType.User);
        }
        world.Apollo = await world.Cloud.RunAsync(new CreateProject("To the moon", "apollo"), world.Lead);
        if (withInvitations)
        {
            await world.SetAsync("project.invite.required", "true");
        }
        return world;
    }

    private ProjectWorld(TestCloud cloud, FakeProjectMail mail) : this(cloud) => Mail = mail;

    public Task SetAsync(string name, string value) => Cloud.RunAsync(new UpdateConfiguration(name) { Value = value });

    /// <summary>The project with dev as an ordinary member.</summary>
    public static async Task<ProjectWorld> WithMemberAsync()
    {
        var world = await StartAsync();
        await world.AddAsync("dev");
        return world;
    }

    public Task<Success> AddAsync(string account) => Cloud.RunAsync(new AddAccountToProject(Apollo.Id) { Account = account }, Lead);

    public async Task<string?[]> MembersAsync() =>
        [.. (await Cloud.RunAsync(new ListProjectAccounts(Apollo.Id))).Select(member => $"{member.Account} {member.Role}")];

    public Task<AccountRow> HiddenAccountAsync() => Cloud.Database.ReadAsync(db =>
        db.Accounts.FirstAsync(row => db.Projects.Any(project => project.Uuid == Apollo.Id.Value && project.AccountId == row.Id)));

    public async Task<long> CountAsync(string account, ResourceType type = ResourceType.Project) =>
        long.Parse((await Cloud.RunAsync(new UpdateResourceCount(Tenants.Sales.Id) { Account = account, ResourceType = (int)type }))[0].Count.ToString(
            System.Globalization.CultureInfo.InvariantCulture), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The count that is kept, not counted anew.</summary>
    public Task<long> KeptCountAsync(string account) => Cloud.Database.ReadAsync(db => db.ResourceCounts.Where(row => row.OwnerKind == OwnerKind.Account
        && row.Type == (int)ResourceType.Project && db.Accounts.Any(found => found.Id == row.OwnerId && found.Name == account)).Select(row => row.Count).FirstAsync());

    public ValueTask DisposeAsync() => Cloud.DisposeAsync();
}
