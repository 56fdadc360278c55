namespace CloudStack.Engine.Tests.Projects;

public sealed class ProjectMemberTests
{
    [Test]
    public async Task The_owner_adds_accounts_of_the_domain()
    {
        await using var world = await ProjectWorld.StartAsync();

        await world.AddAsync("dev");
        await world.AddAsync("dev");

        Assert.That(await world.MembersAsync(), Is.EqualTo(new[] { "lead Admin", "dev Regular" }));
    }

    [Test]
    public async Task Odd_additions_are_refused()
    {
        await using var world = await ProjectWorld.WithMemberAsync();
        var id = world.Apollo.Id;

        var refusals = new[]
        {
            await world.Cloud.RefusedAsync(new AddAccountToProject(id), world.Lead),
            await world.Cloud.RefusedAsync(new AddAccountToProject(id) { Account = "other", Email = "a@example.com" }, world.Lead),
            await world.Cloud.RefusedAsync(new AddAccountToProject(id) { Account = "lab-user" }, world.Lead),
            await world.Cloud.RefusedAsync(new AddAccountToProject(id) { Email = "a@example.com" }, world.Lead),
            await world.Cloud.RefusedAsync(new AddAccountToProject(new(Guid.NewGuid())) { Account = "other" }, world.Lead),
        };
        var denials = new[]
        {
            await world.Cloud.RefusedAsync(new AddAccountToProject(id) { Account = "other" }, world.Dev),
            await world.Cloud.RefusedAsync(new AddAccountToProject(id) { Account = "other" }, world.Other),
            await world.Cloud.RefusedAsync(new AddAccountToProject(id) { Account = "other" }, world.LabAdmin),
        };

        Assert.That(refusals.Select(refusal => refusal.Code), Is.All.EqualTo(ErrorCode.InvalidParameter));
        Assert.That(denials.Select(refusal => refusal.Code), Is.All.EqualTo(ErrorCode.PermissionDenied));
    }

    [Test]
    public async Task Administrators_of_the_domain_add_and_remove_too()
    {
        await using var world = await ProjectWorld.WithMemberAsync();

        await world.Cloud.RunAsync(new AddAccountToProject(world.Apollo.Id) { Account = "other" }, world.SalesAdmin);
        await world.Cloud.RunAsync(new DeleteAccountFromProject("dev", world.Apollo.Id), world.SalesAdmin);

        Assert.That(await world.MembersAsync(), Is.EqualTo(new[] { "lead Admin", "other Regular" }));
    }

    [Test]
    public async Task A_member_that_was_taken_out_has_no_access_any_more()
    {
        await using var world = await ProjectWorld.WithMemberAsync();
        var group = await world.Cloud.RunAsync(new CreateInstanceGroup("g") { ProjectId = world.Apollo.Id }, world.Dev);

        await world.Cloud.RunAsync(new DeleteAccountFromProject("dev", world.Apollo.Id), world.Lead);
        var change = await world.Cloud.RefusedAsync(new UpdateInstanceGroup(group.Id) { Name = "h" }, world.Dev);
        var list = await world.Cloud.RefusedAsync(new ListInstanceGroups { ProjectId = world.Apollo.Id }, world.Dev);

        Assert.That((change.Code, list.Code), Is.EqualTo((ErrorCode.PermissionDenied, ErrorCode.PermissionDenied)));
        Assert.That(await world.Cloud.RunAsync(new ListInstanceGroups { ProjectId = world.Apollo.Id }, world.Lead), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Neither_the_owner_nor_a_stranger_can_be_taken_out()
    {
        await using var world = await ProjectWorld.WithMemberAsync();

        var owner = await world.Cloud.RefusedAsync(new DeleteAccountFromProject("lead", world.Apollo.Id), world.Lead);
        var stranger = await world.Cloud.RefusedAsync(new DeleteAccountFromProject("other", world.Apollo.Id), world.Lead);
        var member = await world.Cloud.RefusedAsync(new DeleteAccountFromProject("lead", world.Apollo.Id), world.Dev);

        Assert.That((owner.Code, stranger.Code, member.Code), Is.EqualTo((ErrorCode.InvalidParameter, ErrorCode.InvalidParameter, ErrorCode.PermissionDenied)));
    }

    [Test]
    public async Task Members_are_listed_with_their_users_to_those_who_may_see_the_project()
    {
        await using var world = await ProjectWorld.WithMemberAsync();

        var all = await world.Cloud.RunAsync(new ListProjectAccounts(world.Apollo.Id), world.Dev);
        var admins = await world.Cloud.RunAsync(new ListProjectAccounts(world.Apollo.Id) { Role = "admin" }, world.Dev);
        var named = await world.Cloud.RunAsync(new ListProjectAccounts(world.Apollo.Id) { Account = "dev" }, world.Dev);
        var word = await world.Cloud.RunAsync(new ListProjectAccounts(world.Apollo.Id) { Keyword = "le" }, world.Dev);
        var page = await world.Cloud.RunAsync(new ListProjectAccounts(world.Apollo.Id) { Page = 2, PageSize = 1 }, world.Dev);
        var stranger = await world.Cloud.RefusedAsync(new ListProjectAccounts(world.Apollo.Id), world.Other);
        var odd = await world.Cloud.RefusedAsync(new ListProjectAccounts(world.Apollo.Id) { Role = "boss" }, world.Dev);

        Assert.That(all.Select(member => (member.Account, member.Role, member.User.Single().UserName)), Is.EqualTo(new[] { ("lead", "Admin", "lead"), ("dev", "Regular", "dev") }));
        Assert.That(all[1].Project, Is.EqualTo("apollo"));
        Assert.That((admins.Single().Account, named.Single().Account, word.Single().Account), Is.EqualTo(("lead", "dev", "lead")));
        Assert.That((page.Single().Account, page.Count), Is.EqualTo(("dev", 2)));
        Assert.That((stranger.Code, odd.Code), Is.EqualTo((ErrorCode.PermissionDenied, ErrorCode.InvalidParameter)));
    }

    [Test]
    public async Task An_account_that_owns_a_project_cannot_be_deleted_and_a_member_leaves_with_it()
    {
        await using var world = await ProjectWorld.WithMemberAsync();

        var owner = await world.Cloud.RefusedAsync(new DeleteAccount(world.Tenants.Account("lead").Id));
        await world.Cloud.RunAsync(new DeleteAccount(world.Tenants.Account("dev").Id));

        Assert.That(owner.Message, Does.Contain("apollo"));
        Assert.That(await world.MembersAsync(), Is.EqualTo(new[] { "lead Admin" }));
    }
}
