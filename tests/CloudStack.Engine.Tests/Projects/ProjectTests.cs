namespace CloudStack.Engine.Tests.Projects;

public sealed class ProjectTests
{
    [Test]
    public async Task A_new_project_is_active_and_its_maker_owns_it()
    {
        await using var world = await ProjectWorld.StartAsync();

        var project = world.Apollo;
        var account = await world.HiddenAccountAsync();

        Assert.That((project.Name, project.DisplayText, project.Account, project.Domain, project.State),
            Is.EqualTo(("apollo", "To the moon", "lead", "sales", (ProjectState?)ProjectState.Active)));
        Assert.That(account.Name, Does.StartWith("PrjAcct-apollo-"));
        Assert.That((account.Type, account.State), Is.EqualTo((AccountType.Project, AccountState.Enabled)));
        Assert.That(await world.MembersAsync(), Is.EqualTo(new[] { "lead Admin" }));
        Assert.That((await world.KeptCountAsync("lead"), await world.CountAsync("lead")), Is.EqualTo((1L, 1L)));
    }

    [Test]
    public async Task An_administrator_makes_one_for_another_account()
    {
        await using var world = await ProjectWorld.StartAsync();

        var project = await world.Cloud.RunAsync(new CreateProject("t", "gemini") { Account = "dev", DomainId = world.Tenants.Sales.Id }, world.SalesAdmin);
        var beside = await world.Cloud.RefusedAsync(new CreateProject("t", "x") { Account = "dev", DomainId = world.Tenants.Sales.Id }, world.LabAdmin);
        var half = await world.Cloud.RefusedAsync(new CreateProject("t", "x") { DomainId = world.Tenants.Sales.Id });

        Assert.That(project.Account, Is.EqualTo("dev"));
        Assert.That(beside.Code, Is.EqualTo(ErrorCode.PermissionDenied));
        Assert.That(half.Code, Is.EqualTo(ErrorCode.InvalidParameter));
    }

    [Test]
    public async Task A_name_is_there_once_in_a_domain()
    {
        await using var world = await ProjectWorld.StartAsync();

        var same = await world.Cloud.RefusedAsync(new CreateProject("t", "Apollo"), world.Dev);
        var elsewhere = await world.Cloud.RunAsync(new CreateProject("t", "apollo"), world.Tenants.User("lab-user"));
        var blank = await world.Cloud.RefusedAsync(new CreateProject("t", " "), world.Dev);
        var tooLong = await world.Cloud.RefusedAsync(new CreateProject("t", new string('x', 250)), world.Dev);

        Assert.That(new[] { same.Code, blank.Code, tooLong.Code }, Is.All.EqualTo(ErrorCode.InvalidParameter));
        Assert.That(elsewhere.Domain, Is.EqualTo("lab"));
        Assert.That(await world.KeptCountAsync("dev"), Is.Zero);
    }

    [Test]
    public async Task Users_make_projects_only_where_that_is_allowed()
    {
        await using var world = await ProjectWorld.StartAsync();
        await world.SetAsync("allow.user.create.projects", "false");

        var user = await world.Cloud.RefusedAsync(new CreateProject("t", "gemini"), world.Dev);
        var admin = await world.Cloud.RunAsync(new CreateProject("t", "gemini"), world.SalesAdmin);

        Assert.That(user.Code, Is.EqualTo(ErrorCode.PermissionDenied));
        Assert.That(admin.State, Is.EqualTo(ProjectState.Active));
    }

    [Test]
    public async Task The_owner_s_limit_of_projects_holds()
    {
        await using var world = await ProjectWorld.WithMemberAsync();
        await world.Cloud.RunAsync(new UpdateResourceLimit((int)ResourceType.Project) { Account = "lead", DomainId = world.Tenants.Sales.Id, Max = 1 });
        await world.Cloud.RunAsync(new UpdateResourceLimit((int)ResourceType.Project) { Account = "dev", DomainId = world.Tenants.Sales.Id, Max = 0 });

        var second = await world.Cloud.RefusedAsync(new CreateProject("t", "gemini"), world.Lead);
        var given = await world.Cloud.RefusedAsync(new UpdateProject(world.Apollo.Id) { Account = "dev" }, world.Lead);

        Assert.That(new[] { second.Code, given.Code }, Is.All.EqualTo(ErrorCode.ResourceLimit));
        Assert.That(await world.MembersAsync(), Is.EqualTo(new[] { "lead Admin", "dev Regular" }));
        Assert.That((await world.Cloud.RunAsync(new ListProjects { ListAll = true })).Select(project => project.Name), Is.EqualTo(new[] { "apollo" }));
    }

    [Test]
    public async Task The_owner_gives_it_to_another_member_and_stays_an_ordinary_one()
    {
        await using var world = await ProjectWorld.WithMemberAsync();

        var stranger = await world.Cloud.RefusedAsync(new UpdateProject(world.Apollo.Id) { Account = "other" }, world.Lead);
        var nobody = await world.Cloud.RefusedAsync(new UpdateProject(world.Apollo.Id) { Account = "nobody" }, world.Lead);
        var member = await world.Cloud.RefusedAsync(new UpdateProject(world.Apollo.Id) { DisplayText = "mine" }, world.Dev);
        var project = await world.Cloud.RunAsync(new UpdateProject(world.Apollo.Id) { Account = "dev", DisplayText = "To Mars" }, world.Lead);
        var former = await world.Cloud.RefusedAsync(new UpdateProject(world.Apollo.Id) { Account = "lead" }, world.Lead);

        Assert.That((stranger.Code, nobody.Code), Is.EqualTo((ErrorCode.InvalidParameter, ErrorCode.InvalidParameter)));
        Assert.That((member.Code, former.Code), Is.EqualTo((ErrorCode.PermissionDenied, ErrorCode.PermissionDenied)));
        Assert.That((project.Account, project.DisplayText), Is.EqualTo(("dev", "To Mars")));
        Assert.That(await world.MembersAsync(), Is.EqualTo(new[] { "lead Regular", "dev Admin" }));
        Assert.That((await world.KeptCountAsync("lead"), await world.KeptCountAsync("dev")), Is.EqualTo((0L, 1L)));
    }

    [Test]
    public async Task A_list_shows_the_projects_that_one_is_in_and_to_administrators_those_of_their_tree()
    {
        await using var world = await ProjectWorld.WithMemberAsync();
        await world.Cloud.RunAsync(new CreateProject("Two men", "gemini"), world.Dev);
        await world.Cloud.RunAsync(new CreateProject("t", "lab-project"), world.Tenants.User("lab-user"));
        await world.Cloud.RunAsync(new CreateTags([world.Apollo.Id.ToString()], "Project", new Dictionary<string, string> { ["k"] = "v" }), world.Lead);

        Assert.That(await Names(new(), world.Dev), Is.EqualTo(new[] { "apollo", "gemini" }));
        Assert.That(await Names(new() { ListAll = true }, world.Lead), Is.EqualTo(new[] { "apollo" }));
        Assert.That(await Names(new(), world.SalesAdmin), Is.Empty);
        Assert.That(await Names(new() { ListAll = true }, world.SalesAdmin), Is.EqualTo(new[] { "apollo", "gemini" }));
        Assert.That(await Names(new() { ListAll = true }, null), Has.Length.EqualTo(3));
        Assert.That(await Names(new() { Account = "lead" }, world.SalesAdmin), Is.EqualTo(new[] { "apollo" }));
        Assert.That(await Names(new() { DomainId = world.Tenants.Sales.Id, Name = "gemini" }, null), Is.EqualTo(new[] { "gemini" }));
        Assert.That(await Names(new() { Keyword = "men" }, world.Dev), Is.EqualTo(new[] { "gemini" }));
        Assert.That(await Names(new() { DisplayText = "To the moon" }, world.Dev), Is.EqualTo(new[] { "apollo" }));
        Assert.That(await Names(new() { State = "suspended" }, world.Dev), Is.Empty);
        Assert.That(await Names(new() { Tags = new Dictionary<string, string> { ["k"] = "v" } }, world.Dev), Is.EqualTo(new[] { "apollo" }));
        Assert.That(await Names(new() { Id = world.Apollo.Id }, world.Other), Is.Empty);
        Assert.That(await Names(new() { Id = world.Apollo.Id }, world.Dev), Is.EqualTo(new[] { "apollo" }));
        Assert.That(await Names(new() { Id = world.Apollo.Id }, world.LabAdmin), Is.Empty);
        Assert.That((await world.Cloud.RunAsync(new ListProjects { Id = world.Apollo.Id }, world.Dev))[0].Tags.Single().ProjectId, Is.EqualTo(world.Apollo.Id));
        Assert.That((await world.Cloud.RefusedAsync(new ListProjects { State = "odd" })).Code, Is.EqualTo(ErrorCode.InvalidParameter));

        async Task<string?[]> Names(ListProjects command, UserId? user) =>
            [.. (user is { } id ? await world.Cloud.RunAsync(command, id) : await world.Cloud.RunAsync(command)).Select(project => project.Name)];
    }

    [Test]
    public async Task The_hidden_account_is_no_account_to_anybody()
    {
        await using var world = await ProjectWorld.StartAsync();
        var hidden = await world.HiddenAccountAsync();
        var (id, sales) = (new AccountId(hidden.Uuid), world.Tenants.Sales.Id);

        var accounts = await world.Cloud.RunAsync(new ListAccounts { ListAll = true });
        var users = await world.Cloud.RunAsync(new ListUsers { ListAll = true });
        var refusals = new[]
        {
            await world.Cloud.RefusedAsync(new DeleteAccount(id)),
            await world.Cloud.RefusedAsync(new DisableAccount(false) { Id = id }),
            await world.Cloud.RefusedAsync(new UpdateAccount("x") { Account = hidden.Name, DomainId = sales }),
            await world.Cloud.RefusedAsync(new CreateInstanceGroup("g") { Account = hidden.Name, DomainId = sales }),
            await world.Cloud.RefusedAsync(new ListInstanceGroups { Account = hidden.Name, DomainId = sales }),
            await world.Cloud.RefusedAsync(new AddAccountToProject(world.Apollo.Id) { Account = hidden.Name }, world.Lead),
        };

        Assert.That(accounts.Select(account => account.Name), Has.None.StartsWith("PrjAcct"));
        Assert.That(users.Select(user => user.Account), Has.None.StartsWith("PrjAcct"));
        Assert.That(refusals.Select(refusal => refusal.Code), Is.All.EqualTo(ErrorCode.InvalidParameter));
    }

    [Test]
    public async Task What_happens_to_a_project_is_in_its_events()
    {
        await using var world = await ProjectWorld.WithMemberAsync();
        await world.Cloud.RunAsync(new UpdateProject(world.Apollo.Id) { DisplayText = "x" }, world.Lead);
        await world.Cloud.RunAsync(new CreateInstanceGroup("g") { ProjectId = world.Apollo.Id }, world.Dev);

        var events = await world.Cloud.RunAsync(new ListEvents { ProjectId = world.Apollo.Id }, world.Dev);
        var own = await world.Cloud.RunAsync(new ListEvents(), world.Dev);

        Assert.That(events.Select(row => row.Type), Is.SupersetOf(new[] { EventType.ProjectAccountAdd, EventType.ProjectUpdate }));
        Assert.That(events.Select(row => (row.Project, row.Account)), Is.All.EqualTo(("apollo", (string?)null)));
        Assert.That(own.Select(row => row.Type), Has.None.StartsWith("PROJECT"));
    }

    [Test]
    public async Task A_saga_that_dies_goes_on_and_makes_one_project()
    {
        await using var world = await ProjectWorld.StartAsync();
        var jobs = world.Cloud.Get<JobRunner>();
        var dead = false;
        jobs.Observer = notice =>
        {
            if (!dead && notice.Step == "activate")
            {
                dead = true;
                throw new SagaKilledException();
            }
            return Task.CompletedTask;
        };
        await world.Cloud.Cloud.StartAsync(new CreateProject("t", "gemini"), Caller.For(world.Dev));
        await jobs.WhenIdleAsync();

        jobs.Resume(await world.Cloud.Database.ReadAsync(db => db.Jobs.Where(job => job.Status == JobStatus.InProgress).ToListAsync()));
        await jobs.WhenIdleAsync();

        Assert.That((await world.Cloud.RunAsync(new ListProjects(), world.Dev)).Select(project => (project.Name, project.State)),
            Is.EqualTo(new[] { ("gemini", (ProjectState?)ProjectState.Active) }));
        Assert.That(await world.KeptCountAsync("dev"), Is.EqualTo(1));
    }
}
