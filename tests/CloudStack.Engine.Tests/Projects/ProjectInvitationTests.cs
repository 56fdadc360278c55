namespace CloudStack.Engine.Tests.Projects;

public sealed class ProjectInvitationTests
{
    [Test]
    public async Task An_invited_account_joins_when_it_accepts()
    {
        await using var world = await ProjectWorld.StartAsync(withInvitations: true);

        await world.AddAsync("dev");
        var before = await world.MembersAsync();
        var invitation = (await world.Cloud.RunAsync(new ListProjectInvitations(), world.Dev)).Single();
        await world.Cloud.RunAsync(new UpdateProjectInvitation(world.Apollo.Id), world.Dev);
        var after = (await world.Cloud.RunAsync(new ListProjectInvitations { ProjectId = world.Apollo.Id }, world.Lead)).Single();
        var twice = await world.Cloud.RefusedAsync(new UpdateProjectInvitation(world.Apollo.Id), world.Dev);

        Assert.That(before, Is.EqualTo(new[] { "lead Admin" }));
        Assert.That((invitation.Project, invitation.Account, invitation.Email, invitation.Domain, invitation.State),
            Is.EqualTo(("apollo", "dev", (string?)null, "sales", (ProjectInvitationState?)ProjectInvitationState.Pending)));
        Assert.That(after.State, Is.EqualTo(ProjectInvitationState.Completed));
        Assert.That(await world.MembersAsync(), Is.EqualTo(new[] { "lead Admin", "dev Regular" }));
        Assert.That(twice.Code, Is.EqualTo(ErrorCode.InvalidParameter));
    }

    [Test]
    public async Task One_who_declines_does_not_join_and_can_be_invited_again()
    {
        await using var world = await ProjectWorld.StartAsync(withInvitations: true);
        await world.AddAsync("dev");
        var pending = await world.Cloud.RefusedAsync(new AddAccountToProject(world.Apollo.Id) { Account = "dev" }, world.Lead);

        await world.Cloud.RunAsync(new UpdateProjectInvitation(world.Apollo.Id) { Accept = false }, world.Dev);
        var declined = (await world.Cloud.RunAsync(new ListProjectInvitations(), world.Dev)).Single().State;
        await world.AddAsync("dev");

        Assert.That((pending.Code, declined), Is.EqualTo((ErrorCode.InvalidParameter, (ProjectInvitationState?)ProjectInvitationState.Declined)));
        Assert.That((await world.Cloud.RunAsync(new ListProjectInvitations(), world.Dev)).Single().State, Is.EqualTo(ProjectInvitationState.Pending));
        Assert.That(await world.MembersAsync(), Is.EqualTo(new[] { "lead Admin" }));
    }

    [Test]
    public async Task An_invitation_that_is_not_answered_in_time_expires()
    {
        await using var world = await ProjectWorld.StartAsync(withInvitations: true);
        await world.SetAsync("project.invite.timeout", "3600");
        await world.AddAsync("dev");
        await world.AddAsync("other");

        world.Cloud.Time.Advance(TimeSpan.FromSeconds(3601));
        var active = await world.Cloud.RunAsync(new ListProjectInvitations { ActiveOnly = true }, world.Other);
        var late = await world.Cloud.RefusedAsync(new UpdateProjectInvitation(world.Apollo.Id), world.Dev);
        await Monitors.RunAsync<ProjectInvitationExpiry>(world.Cloud);
        var states = await world.Cloud.RunAsync(new ListProjectInvitations { ProjectId = world.Apollo.Id }, world.Lead);
        await world.AddAsync("dev");
        await world.Cloud.RunAsync(new UpdateProjectInvitation(world.Apollo.Id), world.Dev);

        Assert.That(active, Is.Empty);
        Assert.That(late.Message, Does.Contain("expired"));
        Assert.That(states.Select(invitation => invitation.State), Is.EqualTo(new[] { ProjectInvitationState.Expired, ProjectInvitationState.Expired }));
        Assert.That(await world.MembersAsync(), Has.Length.EqualTo(2));
    }

    [Test]
    public async Task Whoever_has_the_token_of_a_mail_joins()
    {
        await using var world = await ProjectWorld.StartAsync(withInvitations: true);

        await world.Cloud.RunAsync(new AddAccountToProject(world.Apollo.Id) { Email = "dev@example.com" }, world.Lead);
        var wrong = await world.Cloud.RefusedAsync(new UpdateProjectInvitation(world.Apollo.Id) { Token = "guess" }, world.Dev);
        var without = await world.Cloud.RefusedAsync(new UpdateProjectInvitation(world.Apollo.Id), world.Dev);
        var foreign = await world.Cloud.RefusedAsync(new UpdateProjectInvitation(world.Apollo.Id) { Token = world.Mail.Token }, world.Tenants.User("lab-user"));
        await world.Cloud.RunAsync(new UpdateProjectInvitation(world.Apollo.Id) { Token = world.Mail.Token }, world.Dev);
        var again = await world.Cloud.RefusedAsync(new UpdateProjectInvitation(world.Apollo.Id) { Token = world.Mail.Token }, world.Other);

        Assert.That(world.Mail.Sent.Single().To, Is.EqualTo("dev@example.com"));
        Assert.That(new[] { wrong.Code, without.Code, foreign.Code, again.Code }, Is.All.EqualTo(ErrorCode.InvalidParameter));
        Assert.That(await world.MembersAsync(), Is.EqualTo(new[] { "lead Admin", "dev Regular" }));
        var row = await world.Cloud.Database.ReadAsync(db => db.ProjectInvitations.FirstAsync());
        Assert.That((row.State, row.Token, row.Email), Is.EqualTo((ProjectInvitationState.Completed, (string?)null, "dev@example.com")));
    }

    [Test]
    public async Task A_mail_that_cannot_be_sent_leaves_no_invitation()
    {
        await using var world = await ProjectWorld.StartAsync(withInvitations: true);
        world.Mail.Failure = "The mail server is not there.";
        var failed = await world.Cloud.RefusedAsync(new AddAccountToProject(world.Apollo.Id) { Email = "dev@example.com" }, world.Lead);
        world.Mail.IsSet = false;
        var unset = await world.Cloud.RefusedAsync(new AddAccountToProject(world.Apollo.Id) { Email = "dev@example.com" }, world.Lead);
        var odd = await world.Cloud.RefusedAsync(new AddAccountToProject(world.Apollo.Id) { Email = "nobody" }, world.Lead);

        Assert.That((failed.Code, unset.Code, odd.Code), Is.EqualTo((ErrorCode.ResourceUnavailable, ErrorCode.ResourceUnavailable, ErrorCode.InvalidParameter)));
        Assert.That(await world.Cloud.RunAsync(new ListProjectInvitations { ProjectId = world.Apollo.Id }, world.Lead), Is.Empty);
    }

    [Test]
    public async Task Invitations_are_taken_back_by_the_owner()
    {
        await using var world = await ProjectWorld.StartAsync(withInvitations: true);
        await world.AddAsync("dev");
        var id = (await world.Cloud.RunAsync(new ListProjectInvitations(), world.Dev)).Single().Id;

        var invited = await world.Cloud.RefusedAsync(new DeleteProjectInvitation(id), world.Dev);
        var stranger = await world.Cloud.RefusedAsync(new DeleteProjectInvitation(id), world.LabAdmin);
        await world.Cloud.RunAsync(new DeleteProjectInvitation(id), world.Lead);
        var gone = await world.Cloud.RefusedAsync(new UpdateProjectInvitation(world.Apollo.Id), world.Dev);

        Assert.That((invited.Code, stranger.Code, gone.Code), Is.EqualTo((ErrorCode.PermissionDenied, ErrorCode.PermissionDenied, ErrorCode.InvalidParameter)));
    }

    [Test]
    public async Task Nobody_accepts_for_another_account()
    {
        await using var world = await ProjectWorld.StartAsync(withInvitations: true);
        await world.AddAsync("dev");

        var other = await world.Cloud.RefusedAsync(new UpdateProjectInvitation(world.Apollo.Id) { Account = "dev" }, world.Other);
        await world.Cloud.RunAsync(new UpdateProjectInvitation(world.Apollo.Id) { Account = "dev" }, world.SalesAdmin);

        Assert.That(other.Code, Is.EqualTo(ErrorCode.PermissionDenied));
        Assert.That(await world.MembersAsync(), Has.Length.EqualTo(2));
    }

    [Test]
    public async Task Lists_show_one_s_own_those_of_one_s_project_and_those_of_one_s_tree()
    {
        await using var world = await ProjectWorld.StartAsync(withInvitations: true);
        await world.AddAsync("dev");
        await world.AddAsync("other");
        await world.Cloud.RunAsync(new UpdateProjectInvitation(world.Apollo.Id) { Accept = false }, world.Other);
        var id = (await world.Cloud.RunAsync(new ListProjectInvitations(), world.Dev)).Single().Id;
        var project = world.Apollo.Id;

        Assert.That(await Accounts(new(), world.Lead), Is.Empty);
        Assert.That(await Accounts(new() { ProjectId = project }, world.Lead), Is.EqualTo(new[] { "dev", "other" }));
        Assert.That(await Accounts(new() { ProjectId = project }, world.Dev), Is.EqualTo(new[] { "dev" }));
        Assert.That(await Accounts(new() { ProjectId = project, State = "Declined" }, world.Lead), Is.EqualTo(new[] { "other" }));
        Assert.That(await Accounts(new() { ProjectId = project, ActiveOnly = true }, world.Lead), Is.EqualTo(new[] { "dev" }));
        Assert.That(await Accounts(new() { Keyword = "oth", ProjectId = project }, world.Lead), Is.EqualTo(new[] { "other" }));
        Assert.That(await Accounts(new() { Id = id }, world.Lead), Is.EqualTo(new[] { "dev" }));
        Assert.That(await Accounts(new() { Id = id }, world.Other), Is.Empty);
        Assert.That(await Accounts(new() { Account = "dev" }, world.SalesAdmin), Is.EqualTo(new[] { "dev" }));
        Assert.That(await Accounts(new() { ListAll = true }, world.SalesAdmin), Has.Length.EqualTo(2));
        Assert.That(await Accounts(new() { ListAll = true }, world.LabAdmin), Is.Empty);
        Assert.That((await world.Cloud.RefusedAsync(new ListProjectInvitations { ProjectId = ProjectId.All })).Code, Is.EqualTo(ErrorCode.InvalidParameter));

        async Task<string?[]> Accounts(ListProjectInvitations command, UserId user) =>
            [.. (await world.Cloud.RunAsync(command, user)).Select(invitation => invitation.Account)];
    }
}
