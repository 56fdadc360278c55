using CloudStack.Engine.Tests.Templates;

namespace CloudStack.Engine.Tests.Projects;

/// <summary>What is in a project is its members' alike, and in no list of an account.</summary>
public sealed class ProjectIsolationTests
{
    [Test]
    public async Task What_a_member_makes_in_a_project_belongs_to_it()
    {
        await using var world = await ProjectWorld.WithMemberAsync();

        var group = await world.Cloud.RunAsync(new CreateInstanceGroup("g") { ProjectId = world.Apollo.Id }, world.Dev);
        await world.Cloud.RunAsync(new UpdateInstanceGroup(group.Id) { Name = "h" }, world.Lead);

        Assert.That((group.ProjectId, group.Project, group.Account, group.Domain), Is.EqualTo(((ProjectId?)world.Apollo.Id, "apollo", (string?)null, "sales")));
        Assert.That((await world.Cloud.RunAsync(new ListInstanceGroups { ProjectId = world.Apollo.Id }, world.Dev)).Single().Name, Is.EqualTo("h"));
    }

    [Test]
    public async Task Strangers_and_other_owners_are_refused()
    {
        await using var world = await ProjectWorld.WithMemberAsync();
        var (project, sales) = (world.Apollo.Id, world.Tenants.Sales.Id);
        var group = await world.Cloud.RunAsync(new CreateInstanceGroup("g") { ProjectId = project }, world.Dev);

        var denials = new[]
        {
            await world.Cloud.RefusedAsync(new CreateInstanceGroup("x") { ProjectId = project }, world.Other),
            await world.Cloud.RefusedAsync(new CreateInstanceGroup("x") { ProjectId = project }, world.LabAdmin),
            await world.Cloud.RefusedAsync(new DeleteInstanceGroup(group.Id), world.Other),
            await world.Cloud.RefusedAsync(new ListInstanceGroups { ProjectId = project }, world.Other),
        };
        var odd = new[]
        {
            await world.Cloud.RefusedAsync(new CreateInstanceGroup("x") { ProjectId = project, Account = "dev", DomainId = sales }, world.Dev),
            await world.Cloud.RefusedAsync(new ListInstanceGroups { ProjectId = project, Account = "dev" }, world.Dev),
            await world.Cloud.RefusedAsync(new CreateInstanceGroup("x") { ProjectId = ProjectId.All }, world.Dev),
            await world.Cloud.RefusedAsync(new ListInstanceGroups { ProjectId = project, DomainId = world.Tenants.Lab.Id }),
        };

        Assert.That(denials.Select(refusal => refusal.Code), Is.All.EqualTo(ErrorCode.PermissionDenied));
        Assert.That(odd.Select(refusal => refusal.Code), Is.All.EqualTo(ErrorCode.InvalidParameter));
    }

    [Test]
    public async Task Lists_keep_projects_and_accounts_apart()
    {
        await using var world = await ProjectWorld.WithMemberAsync();
        var (project, sales) = (world.Apollo.Id, world.Tenants.Sales.Id);
        var gemini = await world.Cloud.RunAsync(new CreateProject("t", "gemini"), world.Other);
        var one = await world.Cloud.RunAsync(new CreateInstanceGroup("of apollo") { ProjectId = project }, world.Lead);
        await world.Cloud.RunAsync(new CreateInstanceGroup("of gemini") { ProjectId = gemini.Id }, world.Other);
        await world.Cloud.RunAsync(new CreateInstanceGroup("of dev"), world.Dev);
        await world.Cloud.RunAsync(new CreateInstanceGroup("of root"));

        Assert.That(await Names(new(), world.Dev), Is.EqualTo(new[] { "of dev" }));
        Assert.That(await Names(new() { ListAll = true }, world.Dev), Is.EqualTo(new[] { "of dev" }));
        Assert.That(await Names(new() { ProjectId = project }, world.Dev), Is.EqualTo(new[] { "of apollo" }));
        Assert.That(await Names(new() { ProjectId = ProjectId.All }, world.Dev), Is.EqualTo(new[] { "of apollo" }));
        Assert.That(await Names(new() { Id = one.Id }, world.Dev), Is.EqualTo(new[] { "of apollo" }));
        Assert.That(await Names(new() { Id = one.Id }, world.Other), Is.Empty);
        Assert.That(await Names(new() { ListAll = true }, world.SalesAdmin), Is.EqualTo(new[] { "of dev" }));
        Assert.That(await Names(new() { DomainId = sales }, world.SalesAdmin), Is.EqualTo(new[] { "of dev" }));
        Assert.That(await Names(new() { ProjectId = ProjectId.All }, world.SalesAdmin), Is.EqualTo(new[] { "of apollo", "of gemini" }));
        Assert.That(await Names(new() { ProjectId = ProjectId.All }, world.LabAdmin), Is.Empty);
        Assert.That(await Names(new() { Id = one.Id }, world.SalesAdmin), Is.EqualTo(new[] { "of apollo" }));
        Assert.That(await Names(new() { ListAll = true }, null), Is.EqualTo(new[] { "of dev", "of root" }));
        Assert.That(await Names(new() { ProjectId = ProjectId.All }, null), Is.EqualTo(new[] { "of apollo", "of gemini" }));
        Assert.That(await Names(new() { ProjectId = ProjectId.All, DomainId = world.Tenants.Lab.Id }, null), Is.Empty);
        Assert.That(await Names(new() { ProjectId = project, DomainId = sales }, null), Is.EqualTo(new[] { "of apollo" }));
        Assert.That(await Names(new() { Id = one.Id }, null), Is.EqualTo(new[] { "of apollo" }));

        async Task<string?[]> Names(ListInstanceGroups command, UserId? user) =>
            [.. (user is { } id ? await world.Cloud.RunAsync(command, id) : await world.Cloud.RunAsync(command)).Select(group => group.Name)];
    }

    [Test]
    public async Task Keys_of_a_project_are_apart_from_those_of_its_members()
    {
        await using var world = await ProjectWorld.WithMemberAsync();
        var project = world.Apollo.Id;
        await world.Cloud.RunAsync(new CreateSSHKeyPair("key") { ProjectId = project }, world.Dev);
        await world.Cloud.RunAsync(new CreateSSHKeyPair("key"), world.Dev);

        await world.Cloud.RunAsync(new DeleteSSHKeyPair("key"), world.Dev);
        var left = await world.Cloud.RunAsync(new ListSSHKeyPairs { ProjectId = project }, world.Lead);
        await world.Cloud.RunAsync(new DeleteSSHKeyPair("key") { ProjectId = project }, world.Lead);

        Assert.That(left, Has.Count.EqualTo(1));
        Assert.That(await world.Cloud.RunAsync(new ListSSHKeyPairs { ProjectId = ProjectId.All }, world.Dev), Is.Empty);
    }

    [Test]
    public async Task A_project_has_limits_of_its_own()
    {
        await using var world = await ProjectWorld.WithMemberAsync();
        var (project, sales) = (world.Apollo.Id, world.Tenants.Sales.Id);
        await world.SetAsync("max.project.volumes", "7");

        var set = await world.Cloud.RunAsync(new UpdateResourceLimit((int)ResourceType.UserVm) { ProjectId = project, Max = 2 }, world.SalesAdmin);
        var limits = await world.Cloud.RunAsync(new ListResourceLimits { ProjectId = project }, world.Dev);
        var counts = await world.Cloud.RunAsync(new UpdateResourceCount(sales) { ProjectId = project, ResourceType = 0 }, world.SalesAdmin);
        var all = await world.Cloud.RunAsync(new ListResourceLimits { ProjectId = ProjectId.All }, world.SalesAdmin);
        var without = await world.Cloud.RunAsync(new ListResourceLimits { ListAll = true }, world.SalesAdmin);
        var beside = await world.Cloud.RefusedAsync(new UpdateResourceLimit(0) { ProjectId = project, Max = 2 }, world.LabAdmin);
        var both = await world.Cloud.RefusedAsync(new UpdateResourceLimit(0) { ProjectId = project, Account = "dev", DomainId = sales });

        Assert.That((set.Project, set.Account, set.Max), Is.EqualTo(("apollo", (string?)null, (long?)2)));
        Assert.That((limits[0].Max, limits[2].Max, limits[0].ProjectId), Is.EqualTo(((long?)2, (long?)7, (ProjectId?)project)));
        Assert.That((counts[0].Project, counts[0].Account, counts[0].Count), Is.EqualTo(("apollo", (string?)null, 0L)));
        Assert.That((all.Single().Project, without.Count), Is.EqualTo(("apollo", 0)));
        Assert.That((beside.Code, both.Code), Is.EqualTo((ErrorCode.PermissionDenied, ErrorCode.InvalidParameter)));
    }

    [Test]
    public async Task A_project_has_networks_of_its_own_and_uses_those_of_its_domain()
    {
        await using var world = await ProjectWorld.WithMemberAsync();
        var networks = await NetworkWorld.AdvancedAsync(world.Cloud);
        var offering = await networks.IsolatedOfferingAsync();
        await world.Cloud.RunAsync(new CreateNetwork("mine", "mine", offering, networks.Zone.Id), world.Dev);
        await networks.SharedAsync();

        var made = await world.Cloud.RunAsync(new CreateNetwork("ours", "ours", offering, networks.Zone.Id) { ProjectId = world.Apollo.Id }, world.Dev);

        Assert.That((made.Project, made.Account), Is.EqualTo(("apollo", (string?)null)));
        Assert.That(await Names(new(), world.Dev), Is.EqualTo(new[] { "Shared", "mine" }));
        Assert.That(await Names(new() { ProjectId = world.Apollo.Id }, world.Lead), Is.EqualTo(new[] { "Shared", "ours" }));
        Assert.That(await Names(new() { ProjectId = ProjectId.All }, world.Dev), Is.EqualTo(new[] { "Shared", "ours" }));
        Assert.That(await Names(new() { Id = made.Id }, world.Dev), Is.EqualTo(new[] { "ours" }));
        Assert.That(await Names(new() { ProjectId = ProjectId.All }, world.SalesAdmin), Is.EqualTo(new[] { "ours" }));
        Assert.That(await Names(new() { ListAll = true }, world.SalesAdmin), Is.EqualTo(new[] { "Shared", "mine" }));
        Assert.That(await Names(new() { ListAll = true }, null), Is.EqualTo(new[] { "Shared", "mine" }));
        Assert.That(await Names(new() { DomainId = world.Tenants.Sales.Id }, null), Is.EqualTo(new[] { "Shared", "mine" }));

        async Task<string?[]> Names(ListNetworks command, UserId? user) =>
            [.. (user is { } id ? await world.Cloud.RunAsync(command, id) : await world.Cloud.RunAsync(command)).Select(network => network.Name).Order(StringComparer.Ordinal)];
    }

    [Test]
    public async Task A_public_range_and_its_addresses_can_be_a_project_s()
    {
        await using var world = await ProjectWorld.WithMemberAsync();
        var networks = await NetworkWorld.AdvancedAsync(world.Cloud);
        var range = await world.Cloud.RunAsync(new CreateVlanIpRange
        {
            ZoneId = networks.Zone.Id, Vlan = "77", StartIp = "198.51.100.10", EndIp = "198.51.100.12", Gateway = "198.51.100.1", Netmask = "255.255.255.0", ProjectId = world.Apollo.Id,
        });
        var account = await world.HiddenAccountAsync();
        await world.Cloud.Database.WriteAsync(db => db.IpAddresses.Where(row => row.Address == "198.51.100.10")
            .Set(row => row.AccountId, account.Id).Set(row => row.DomainId, account.DomainId).Set(row => row.State, IpAddressState.Allocated).UpdateAsync());

        var ranges = await world.Cloud.RunAsync(new ListVlanIpRanges { ProjectId = world.Apollo.Id });
        var none = await world.Cloud.RunAsync(new ListVlanIpRanges { Account = "dev", DomainId = world.Tenants.Sales.Id });
        var addresses = await world.Cloud.RunAsync(new ListPublicIpAddresses { ProjectId = world.Apollo.Id }, world.Dev);
        var mine = await world.Cloud.RunAsync(new ListPublicIpAddresses { ProjectId = ProjectId.All }, world.Dev);
        var without = await world.Cloud.RunAsync(new ListPublicIpAddresses { ListAll = true, AllocatedOnly = false });
        var admin = await world.Cloud.RunAsync(new ListPublicIpAddresses { ProjectId = ProjectId.All }, world.SalesAdmin);

        Assert.That((range.Project, range.Account), Is.EqualTo(("apollo", (string?)null)));
        Assert.That((ranges.Count, none.Count), Is.EqualTo((1, 0)));
        Assert.That(addresses.Select(address => (address.Project, address.Account)), Is.EqualTo(new[] { ("apollo", (string?)null) }));
        Assert.That((mine.Count, without.Count, admin.Count), Is.EqualTo((1, 2, 1)));
    }

    [Test]
    public async Task A_template_of_a_project_and_one_that_is_shared_with_it_are_its_members_to_use()
    {
        await using var catalogue = await Catalogue.StartAsync();
        var (cloud, tenants) = (catalogue.Cloud, catalogue.Tenants);
        var (owner, ben) = (tenants.UserOfA, await TestAccounts.UserAsync(cloud, "ben", new DomainId(tenants.A.Uuid)));
        var project = await cloud.RunAsync(new CreateProject("t", "apollo"), owner);
        await cloud.RunAsync(new AddAccountToProject(project.Id) { Account = "ben" }, owner);

        var ours = (await cloud.RunAsync(catalogue.Registration("ours") with { ProjectId = project.Id }, owner))[0];
        var shared = await catalogue.RegisterAsync("shared", owner);
        var before = await cloud.RefusedAsync(new ListTemplates("executable") { Id = shared.Id }, ben);
        await cloud.RunAsync(new UpdateTemplatePermissions(shared.Id) { ProjectIds = [project.Id], Op = "add" }, owner);
        var permissions = await cloud.RunAsync(new ListTemplatePermissions(shared.Id), owner);
        var bad = await cloud.RefusedAsync(new UpdateTemplatePermissions(shared.Id) { ProjectIds = [project.Id] }, owner);

        Assert.That((ours.Project, ours.Account), Is.EqualTo(("apollo", (string?)null)));
        Assert.That((before.Code, bad.Code), Is.EqualTo((ErrorCode.PermissionDenied, ErrorCode.InvalidParameter)));
        Assert.That(await catalogue.NamesAsync(new("self") { ProjectId = project.Id }, ben), Is.EqualTo(new[] { "ours" }));
        Assert.That(await catalogue.NamesAsync(new("self"), ben), Is.Empty);
        Assert.That(await catalogue.NamesAsync(new("sharedexecutable") { ProjectId = project.Id }, ben), Is.EqualTo(new[] { "shared" }));
        Assert.That(await catalogue.NamesAsync(new("executable") { Id = shared.Id }, ben), Is.EqualTo(new[] { "shared" }));
        Assert.That(await catalogue.NamesAsync(new("all")), Does.Not.Contain("ours").And.Contain("shared"));
        Assert.That(permissions.ProjectIds, Is.EqualTo(new[] { project.Id }));
        Assert.That(permissions.Account, Is.Empty);
        await cloud.RunAsync(new UpdateTemplatePermissions(shared.Id) { ProjectIds = [project.Id], Op = "remove" }, owner);
        Assert.That((await cloud.RunAsync(new ListTemplatePermissions(shared.Id), owner)).ProjectIds, Is.Empty);
    }
}
