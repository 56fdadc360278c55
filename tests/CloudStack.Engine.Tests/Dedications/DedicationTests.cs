using CloudStack.Engine.Tests.Accounts;
using CloudStack.Engine.Tests.VirtualMachines;

namespace CloudStack.Engine.Tests.Dedications;

public sealed class DedicationTests
{
    private static readonly TestZoneShape TwoPods = new() { Pods = 2, HostsPerCluster = 2 };

    [Test]
    public async Task A_dedicated_host_is_listed_and_released()
    {
        await using var vms = await TestVms.StartAsync();
        var tenants = await Tenants.MakeAsync(vms.Cloud);
        var host = vms.Zone.Hosts[0];

        var made = await vms.Cloud.RunAsync(new DedicateHost(host.Id, tenants.Sales.Id) { Account = "sales-user" });

        Assert.That((made.HostId, made.HostName, made.DomainId, made.AccountId), Is.EqualTo((host.Id, host.Name, tenants.Sales.Id, (AccountId?)tenants.Account("sales-user").Id)));
        Assert.That(await Listed(new()), Is.EqualTo(new[] { host.Id }));
        Assert.That(await Listed(new() { HostId = vms.Zone.Hosts[1].Id }), Is.Empty);
        Assert.That(await Listed(new() { DomainId = tenants.Sales.Id, Account = "sales-user" }), Is.EqualTo(new[] { host.Id }));
        Assert.That(await Listed(new() { DomainId = tenants.Lab.Id }), Is.Empty);
        await vms.Cloud.RunAsync(new ReleaseDedicatedHost(host.Id));
        Assert.That(await Listed(new()), Is.Empty);
        Assert.That((await vms.Cloud.RefusedAsync(new ReleaseDedicatedHost(host.Id))).Message, Does.StartWith($"The host {host.Name} is not dedicated itself"));

        async Task<HostId[]> Listed(ListDedicatedHosts command) => [.. (await vms.Cloud.RunAsync(command)).Select(row => row.HostId)];
    }

    [Test]
    public async Task Zones_pods_and_clusters_are_dedicated_listed_and_released_alike()
    {
        await using var vms = await TestVms.StartAsync(TwoPods);
        var sales = await vms.Cloud.RunAsync(new CreateDomain("sales"));
        var (zone, pod, cluster) = (vms.Zone.Zone.Id, vms.Zone.Pods[0].Id, vms.Zone.Clusters[1].Id);

        await vms.Cloud.RunAsync(new DedicateZone(zone, sales.Id));
        await vms.Cloud.RunAsync(new DedicatePod(pod, sales.Id));
        await vms.Cloud.RunAsync(new DedicateCluster(cluster, sales.Id));

        Assert.That((await vms.Cloud.RunAsync(new ListDedicatedZones()))[0].ZoneId, Is.EqualTo(zone));
        Assert.That((await vms.Cloud.RunAsync(new ListDedicatedPods()))[0].PodId, Is.EqualTo(pod));
        Assert.That((await vms.Cloud.RunAsync(new ListDedicatedClusters()))[0].ClusterId, Is.EqualTo(cluster));
        await vms.Cloud.RunAsync(new ReleaseDedicatedZone(zone));
        await vms.Cloud.RunAsync(new ReleaseDedicatedPod(pod));
        await vms.Cloud.RunAsync(new ReleaseDedicatedCluster(cluster));
        Assert.That(await vms.Cloud.Database.ReadAsync(db => db.Dedications.CountAsync()), Is.Zero);
    }

    [Test]
    public async Task A_dedicated_pod_takes_only_vms_of_its_domain_and_those_below_and_a_release_opens_it()
    {
        await using var vms = await TestVms.StartAsync(TwoPods);
        var sales = await vms.Cloud.RunAsync(new CreateDomain("sales"));
        foreach (var pod in vms.Zone.Pods)
        {
            await vms.Cloud.RunAsync(new DedicatePod(pod.Id, sales.Id));
        }

        var refusal = await vms.Cloud.RefusedAsync(vms.Deployment("ours"));
        var pinned = await vms.Cloud.RefusedAsync(vms.Deployment("pinned") with { HostId = vms.Zone.Hosts[0].Id });
        await vms.Cloud.RunAsync(new ReleaseDedicatedPod(vms.Zone.Pods[1].Id));
        var placed = await vms.DeployAsync();

        Assert.That(refusal.Reasons, Has.Some.Contains("is dedicated to the domain sales"));
        Assert.That(pinned.Reasons, Has.Some.Contains("is dedicated to the domain sales"));
        Assert.That((await vms.Cloud.RunAsync(new ListHosts { Id = placed.HostId }))[0].PodId, Is.EqualTo(vms.Zone.Pods[1].Id));
        Assert.That(await vms.DriftAsync(), Is.Empty);
    }

    [Test]
    public async Task The_account_of_a_host_uses_it_and_others_do_not()
    {
        await using var vms = await TestVms.StartAsync();
        var account = await vms.AccountAsync("someone");
        var network = await vms.Cloud.RunAsync(new CreateNetwork("theirs", "theirs", vms.Network.NetworkOfferingId!.Value, vms.Zone.Zone.Id), account.User[0].Id);
        foreach (var host in vms.Zone.Hosts)
        {
            await vms.Cloud.RunAsync(new DedicateHost(host.Id, account.DomainId!.Value) { Account = "someone" });
        }

        var theirs = await vms.Cloud.RunAsync(vms.Deployment() with { NetworkIds = [network.Id], Account = account.Name, DomainId = account.DomainId });
        var ours = await vms.Cloud.RefusedAsync(vms.Deployment());

        Assert.That(theirs.State, Is.EqualTo(VirtualMachineState.Running));
        Assert.That(ours.Reasons, Has.Some.Contains("is dedicated to the account someone"));
    }

    [Test]
    public async Task A_place_where_others_have_vms_is_not_dedicated_until_they_are_gone()
    {
        await using var vms = await TestVms.StartAsync();
        var sales = await vms.Cloud.RunAsync(new CreateDomain("sales"));
        var vm = await vms.DeployAsync();
        var (host, other) = (vm.HostId!.Value, vms.Zone.Hosts.Single(one => one.Id != vm.HostId).Id);

        var refusal = await vms.Cloud.RefusedAsync(new DedicateHost(host, sales.Id));
        var zone = await vms.Cloud.RefusedAsync(new DedicateZone(vms.Zone.Zone.Id, sales.Id));
        await vms.Cloud.RunAsync(new MigrateVirtualMachine(vm.Id) { HostId = other });
        await vms.Cloud.RunAsync(new DedicateHost(host, sales.Id));
        var back = await vms.Cloud.RefusedAsync(new MigrateVirtualMachine(vm.Id) { HostId = host });
        var targets = await vms.Cloud.RunAsync(new ListHosts { VirtualMachineId = vm.Id });

        Assert.That(refusal.Message, Is.EqualTo($"On the host {vm.HostName} runs the virtual machine {vm.InstanceName} of the account admin. "
            + "Migrate or stop what is not of the domain sales, then dedicate it."));
        Assert.That(zone.Message, Does.StartWith("On the zone"));
        Assert.That(back.Message, Does.Contain($"cannot move to the host {vm.HostName}: it is dedicated to the domain sales."));
        Assert.That(targets.Single().SuitableForMigration, Is.False);
    }

    [Test]
    public async Task A_stopped_vm_does_not_return_to_a_host_that_was_dedicated_meanwhile()
    {
        await using var vms = await TestVms.StartAsync();
        var sales = await vms.Cloud.RunAsync(new CreateDomain("sales"));
        var vm = await vms.DeployAsync();
        await vms.Cloud.RunAsync(new StopVirtualMachine(vm.Id));

        await vms.Cloud.RunAsync(new DedicateHost(vm.HostId!.Value, sales.Id));

        Assert.That((await vms.Cloud.RunAsync(new StartVirtualMachine(vm.Id))).HostId, Is.Not.EqualTo(vm.HostId).And.Not.Null);
    }

    [Test]
    public async Task In_and_around_a_dedication_only_what_agrees_with_it_is_dedicated()
    {
        await using var vms = await TestVms.StartAsync();
        var tenants = await Tenants.MakeAsync(vms.Cloud);
        var (pod, host) = (vms.Zone.Pods[0], vms.Zone.Hosts[0]);
        await vms.Cloud.RunAsync(new DedicateHost(host.Id, tenants.Europe.Id));

        var around = await vms.Cloud.RefusedAsync(new DedicatePod(pod.Id, tenants.Lab.Id));
        await vms.Cloud.RunAsync(new DedicatePod(pod.Id, tenants.Sales.Id));
        var again = await vms.Cloud.RefusedAsync(new DedicatePod(pod.Id, tenants.Sales.Id));
        var inside = await vms.Cloud.RefusedAsync(new DedicateHost(vms.Zone.Hosts[1].Id, tenants.Lab.Id));
        await vms.Cloud.RunAsync(new DedicateHost(vms.Zone.Hosts[1].Id, tenants.Sales.Id) { Account = "sales-user" });

        Assert.That(around.Message, Is.EqualTo($"The pod {pod.Name} holds the host {host.Name}, which is dedicated to the domain eu. "
            + "Release that first (releaseDedicatedHost), or dedicate to an owner that it allows."));
        Assert.That(again.Message, Is.EqualTo($"The pod {pod.Name} is dedicated to the domain sales already. Release it first (releaseDedicatedPod)."));
        Assert.That(inside.Message, Does.StartWith($"The host {vms.Zone.Hosts[1].Name} lies in the pod {pod.Name}, which is dedicated to the domain sales."));
    }

    [Test]
    public async Task A_private_zone_is_not_dedicated_to_those_who_cannot_use_it()
    {
        await using var cloud = await TestCloud.StartAsync();
        var tenants = await Tenants.MakeAsync(cloud);
        var zone = await cloud.RunAsync(new CreateZone("8.8.8.8", "8.8.4.4", "private", "Basic") { DomainId = tenants.Sales.Id });

        var refusal = await cloud.RefusedAsync(new DedicateZone(zone.Id, tenants.Lab.Id));
        await cloud.RunAsync(new DedicateZone(zone.Id, tenants.Europe.Id));

        Assert.That(refusal.Message, Does.Contain("is private to the domain sales, so the domain lab cannot use it"));
    }

    [Test]
    public async Task A_server_that_has_not_heard_of_a_dedication_places_nothing_against_it()
    {
        await using var vms = await TestVms.StartAsync();
        var sales = await vms.Cloud.RunAsync(new CreateDomain("sales"));
        await vms.DeployAsync();
        await vms.Cloud.Database.WriteAsync(async db =>
        {
            var zone = (await db.Zones.FirstAsync(row => row.Uuid == vms.Zone.Zone.Id.Value)).Id;
            await db.InsertRowAsync(new DedicationRow
            {
                Uuid = Guid.NewGuid(), Kind = DedicationKind.Zone, PlaceId = zone, ZoneId = zone,
                DomainId = (await db.Domains.FirstAsync(row => row.Uuid == sales.Id.Value)).Id, Created = vms.Cloud.Time.GetUtcNow(),
            });
            await db.InsertAsync(new DedicationNumberRow { ZoneId = zone, Number = 1 });
        });

        var refusal = await vms.Cloud.RefusedAsync(vms.Deployment());

        Assert.That(refusal.Message, Does.EndWith("is dedicated to the domain sales."));
        Assert.That(await vms.DriftAsync(), Is.Empty);
    }

    [Test]
    public async Task A_renamed_domain_keeps_what_is_dedicated_to_it()
    {
        await using var vms = await TestVms.StartAsync();
        var sales = await vms.Cloud.RunAsync(new CreateDomain("sales"));
        var account = await vms.Cloud.RunAsync(Tenants.New("seller", sales.Id));
        var network = await vms.Cloud.RunAsync(new CreateNetwork("theirs", "theirs", vms.Network.NetworkOfferingId!.Value, vms.Zone.Zone.Id), account.User[0].Id);
        await vms.Cloud.RunAsync(new DedicateZone(vms.Zone.Zone.Id, sales.Id));
        await vms.Cloud.RefusedAsync(vms.Deployment());

        await vms.Cloud.RunAsync(new UpdateDomain(sales.Id) { Name = "selling" });

        Assert.That((await vms.Cloud.RunAsync(vms.Deployment() with { NetworkIds = [network.Id], Account = account.Name, DomainId = account.DomainId })).State, Is.EqualTo(VirtualMachineState.Running));
    }

    [Test]
    public async Task What_is_dedicated_to_a_deleted_account_or_domain_is_free_again()
    {
        await using var vms = await TestVms.StartAsync();
        var tenants = await Tenants.MakeAsync(vms.Cloud);
        await vms.Cloud.RunAsync(new DedicateHost(vms.Zone.Hosts[0].Id, tenants.Lab.Id));
        await vms.Cloud.RunAsync(new DedicateHost(vms.Zone.Hosts[1].Id, tenants.Sales.Id) { Account = "sales-user" });
        await vms.Cloud.RefusedAsync(vms.Deployment());

        await vms.Cloud.RunAsync(new DeleteAccount(tenants.Account("sales-user").Id));
        Assert.That((await vms.DeployAsync()).HostId, Is.EqualTo(vms.Zone.Hosts[1].Id));
        await vms.Cloud.RunAsync(new DeleteDomain(tenants.Lab.Id) { Cleanup = true });

        Assert.That(await vms.Cloud.RunAsync(new ListDedicatedHosts()), Is.Empty);
    }

    [Test]
    public async Task A_deleted_host_is_dedicated_no_more()
    {
        await using var vms = await TestVms.StartAsync();
        var sales = await vms.Cloud.RunAsync(new CreateDomain("sales"));
        var host = vms.Zone.Hosts[0].Id;
        await vms.Cloud.RunAsync(new DedicateHost(host, sales.Id));
        await vms.Cloud.RunAsync(new PrepareHostForMaintenance(host));

        await vms.Cloud.RunAsync(new DeleteHost(host));

        Assert.That(await vms.Cloud.RunAsync(new ListDedicatedHosts()), Is.Empty);
    }
}
