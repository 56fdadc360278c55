using CloudStack.Engine.Tests.VirtualMachines;

namespace CloudStack.Engine.Tests.Projects;

/// <summary>Projects with machines in them: from the first deployment to the end of the project.</summary>
public sealed class ProjectLifeTests
{
    [Test]
    public async Task A_machine_of_a_project_is_its_members_to_use()
    {
        await using var vms = await TestVms.StartAsync();
        var (world, project) = await SetUpAsync(vms);

        var vm = await vms.Cloud.RunAsync(world.Deployment, world.Dev);
        await vms.Cloud.RunAsync(new StopVirtualMachine(vm.Id), world.Lead);
        var volume = (await vms.Cloud.RunAsync(new ListVolumes { ProjectId = project.Id }, world.Dev)).Single();
        await vms.Cloud.RunAsync(new CreateTags([vm.Id.ToString()], "UserVm", new Dictionary<string, string> { ["k"] = "v" }), world.Dev);
        var stranger = await vms.Cloud.RefusedAsync(new StartVirtualMachine(vm.Id), world.Other);
        var moved = await vms.Cloud.RefusedAsync(new AssignVirtualMachine("lead", world.Domain, vm.Id));

        Assert.That((vm.Project, vm.Account, volume.Project, volume.Account), Is.EqualTo(("apollo", (string?)null, "apollo", (string?)null)));
        Assert.That((await vms.Cloud.RunAsync(new ListTags { ProjectId = project.Id }, world.Lead)).Single().Project, Is.EqualTo("apollo"));
        Assert.That(await vms.Cloud.RunAsync(new ListTags(), world.Dev), Is.Empty);
        Assert.That(await vms.Cloud.RunAsync(new ListVirtualMachines(), world.Dev), Is.Empty);
        Assert.That(await vms.Cloud.RunAsync(new ListEvents { ProjectId = project.Id, Type = EventType.VmStop }, world.Dev), Is.Not.Empty);
        Assert.That((stranger.Code, moved.Code), Is.EqualTo((ErrorCode.PermissionDenied, ErrorCode.InvalidParameter)));
    }

    [Test]
    public async Task The_limits_of_projects_hold()
    {
        await using var vms = await TestVms.StartAsync();
        var (world, project) = await SetUpAsync(vms);
        await vms.Cloud.RunAsync(new UpdateConfiguration("max.project.user.vms") { Value = "0" });

        var refusal = await vms.Cloud.RefusedAsync(world.Deployment, world.Dev);
        await vms.Cloud.RunAsync(new UpdateResourceLimit((int)ResourceType.UserVm) { ProjectId = project.Id, Max = 1 });
        await vms.Cloud.RunAsync(world.Deployment, world.Dev);

        Assert.That(refusal.Code, Is.EqualTo(ErrorCode.ResourceLimit));
        Assert.That((await vms.Cloud.RunAsync(new UpdateResourceCount(world.Domain) { ProjectId = project.Id, ResourceType = 0 }))[0].Count, Is.EqualTo(1));
        Assert.That(await vms.DriftAsync(), Is.Empty);
    }

    [Test]
    public async Task A_suspended_project_stands_still_until_it_is_activated()
    {
        await using var vms = await TestVms.StartAsync();
        var (world, project) = await SetUpAsync(vms);
        var vm = await vms.Cloud.RunAsync(world.Deployment, world.Dev);

        var member = await vms.Cloud.RefusedAsync(new SuspendProject(project.Id), world.Dev);
        var suspended = await vms.Cloud.RunAsync(new SuspendProject(project.Id), world.Lead);
        var stopped = (await vms.ReadAsync(vm.Id)).State;
        var refusals = new[]
        {
            await vms.Cloud.RefusedAsync(new StartVirtualMachine(vm.Id), world.Dev),
            await vms.Cloud.RefusedAsync(world.Deployment, world.Dev),
            await vms.Cloud.RefusedAsync(new CreateInstanceGroup("g") { ProjectId = project.Id }, world.Lead),
        };
        var joined = await vms.Cloud.RefusedAsync(new AddAccountToProject(project.Id) { Account = "other" }, world.Lead);
        var seen = await vms.Cloud.RunAsync(new ListVirtualMachines { ProjectId = project.Id }, world.Dev);
        var active = await vms.Cloud.RunAsync(new ActivateProject(project.Id), world.Lead);
        await vms.Cloud.RunAsync(new ActivateProject(project.Id), world.Lead);
        await vms.Cloud.RunAsync(new StartVirtualMachine(vm.Id), world.Dev);

        Assert.That((member.Code, suspended.State, stopped), Is.EqualTo((ErrorCode.PermissionDenied, (ProjectState?)ProjectState.Suspended, (VirtualMachineState?)VirtualMachineState.Stopped)));
        Assert.That(refusals.Select(refusal => refusal.Code), Is.All.EqualTo(ErrorCode.PermissionDenied));
        Assert.That((joined.Code, seen.Count, active.State), Is.EqualTo((ErrorCode.InvalidParameter, 1, (ProjectState?)ProjectState.Active)));
        Assert.That((await vms.ReadAsync(vm.Id)).State, Is.EqualTo(VirtualMachineState.Running));
    }

    [Test]
    public async Task A_deleted_project_leaves_nothing()
    {
        await using var vms = await TestVms.StartAsync();
        var (world, project) = await SetUpAsync(vms);
        await vms.Cloud.RunAsync(world.Deployment, world.Dev);
        await vms.CreateVolumeAsync(project.Id, world.Dev);
        await vms.Cloud.RunAsync(new CreateSSHKeyPair("key") { ProjectId = project.Id }, world.Dev);
        await vms.Cloud.RunAsync(new CreateInstanceGroup("group") { ProjectId = project.Id }, world.Dev);
        await vms.Cloud.RunAsync(new CreateTags([project.Id.ToString()], "Project", new Dictionary<string, string> { ["k"] = "v" }), world.Lead);

        var member = await vms.Cloud.RefusedAsync(new DeleteProject(project.Id), world.Dev);
        await vms.Cloud.RunAsync(new DeleteProject(project.Id), world.Lead);
        var gone = await vms.Cloud.RefusedAsync(new DeleteProject(project.Id), world.Lead);

        Assert.That((member.Code, gone.Code), Is.EqualTo((ErrorCode.PermissionDenied, ErrorCode.InvalidParameter)));
        var left = await vms.Cloud.Database.ReadAsync(async db => new[]
        {
            await db.VirtualMachines.CountAsync(row => row.AccountId == world.HiddenId && row.Removed.IsNotSet()),
            await db.Volumes.CountAsync(row => row.AccountId == world.HiddenId && row.Removed.IsNotSet()),
            await db.Networks.CountAsync(row => row.AccountId == world.HiddenId && row.Removed.IsNotSet()),
            await db.SshKeyPairs.CountAsync(row => row.AccountId == world.HiddenId),
            await db.InstanceGroups.CountAsync(row => row.AccountId == world.HiddenId && row.Removed.IsNotSet()),
            await db.ResourceTags.CountAsync(row => row.AccountId == world.HiddenId),
            await db.ResourceCounts.CountAsync(row => row.OwnerKind == OwnerKind.Account && row.OwnerId == world.HiddenId),
            await db.ProjectAccounts.CountAsync(),
            await db.ProjectInvitations.CountAsync(),
            await db.Projects.CountAsync(row => row.Removed.IsNotSet()),
            await db.Accounts.CountAsync(row => row.Id == world.HiddenId && (row.Removed.IsNotSet() || row.NeedsCleanup)),
        });
        Assert.That(left, Is.All.Zero);
        Assert.That(await vms.DriftAsync(), Is.Empty);
        Assert.That((await vms.Cloud.RunAsync(new CreateProject("again", "apollo"), world.Lead)).State, Is.EqualTo(ProjectState.Active));
    }

    [Test]
    public async Task What_could_not_be_deleted_at_once_is_deleted_later()
    {
        await using var world = await ProjectWorld.WithMemberAsync();
        var hidden = await world.HiddenAccountAsync();
        // As a server leaves it that dies between the end of the account and that of the project.
        await world.Cloud.Database.WriteAsync(async db =>
        {
            await db.Projects.Where(row => row.AccountId == hidden.Id).Set(row => row.State, ProjectState.Disabled).UpdateAsync();
            await db.Accounts.Where(row => row.Id == hidden.Id).Set(row => row.Removed, world.Cloud.Time.GetUtcNow()).Set(row => row.NeedsCleanup, true).UpdateAsync();
        });

        await Monitors.RunAsync<AccountCleaner>(world.Cloud);

        Assert.That(await world.Cloud.RunAsync(new ListProjects { ListAll = true }), Is.Empty);
        Assert.That((await world.KeptCountAsync("lead"), await world.CountAsync("lead")), Is.EqualTo((0L, 0L)));
    }

    [Test]
    public async Task Projects_go_with_their_domain()
    {
        await using var world = await ProjectWorld.WithMemberAsync();

        var full = await world.Cloud.RefusedAsync(new DeleteDomain(world.Tenants.Sales.Id));
        await world.Cloud.RunAsync(new DeleteDomain(world.Tenants.Sales.Id) { Cleanup = true });

        Assert.That(full.Message, Does.Contain("1 projects"));
        Assert.That(await world.Cloud.RunAsync(new ListProjects { ListAll = true }), Is.Empty);
        Assert.That(await world.Cloud.Database.ReadAsync(db => db.ProjectAccounts.CountAsync()), Is.Zero);
    }

    /// <summary>The users lead, dev and other of a domain; the first two are in a project, which has a network.</summary>
    private static async Task<(World World, Project Project)> SetUpAsync(TestVms vms)
    {
        var domain = await TestAccounts.DomainAsync(vms.Cloud, "sales");
        var lead = await TestAccounts.UserAsync(vms.Cloud, "lead", domain);
        var dev = await TestAccounts.UserAsync(vms.Cloud, "dev", domain);
        var other = await TestAccounts.UserAsync(vms.Cloud, "other", domain);
        var project = await vms.Cloud.RunAsync(new CreateProject("To the moon", "apollo"), lead);
        await vms.Cloud.RunAsync(new AddAccountToProject(project.Id) { Account = "dev" }, lead);
        await vms.Cloud.RunAsync(new UpdateTemplatePermissions(vms.Template.Id) { IsPublic = true });
        var network = await vms.Cloud.RunAsync(new CreateNetwork("ours", "ours", vms.Network.NetworkOfferingId!.Value, vms.Zone.Zone.Id) { ProjectId = project.Id }, dev);
        var hidden = await vms.Cloud.Database.ReadAsync(db => db.Projects.Where(row => row.Uuid == project.Id.Value).Select(row => row.AccountId).FirstAsync());
        var deployment = new DeployVirtualMachine(vms.Small.Id, vms.Template.Id, vms.Zone.Zone.Id) { NetworkIds = [network.Id], ProjectId = project.Id };
        return (new(domain, lead, dev, other, hidden, deployment), project);
    }

    private sealed record World(DomainId Domain, UserId Lead, UserId Dev, UserId Other, long HiddenId, DeployVirtualMachine Deployment);
}

file static class ProjectVolumes
{
    public static async Task<Volume> CreateVolumeAsync(this TestVms vms, ProjectId project, UserId user)
    {
        var offering = (await vms.Cloud.RunAsync(new ListDiskOfferings { Name = "Small" }))[0];
        return await vms.Cloud.RunAsync(new CreateVolume("data") { DiskOfferingId = offering.Id, ZoneId = vms.Zone.Zone.Id, ProjectId = project }, user);
    }
}
