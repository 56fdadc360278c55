using CloudStack.Placement;

namespace CloudStack.Core.Tests.Placement;

[TestFixture]
public class ClusterRuleTests
{
    private static readonly PlacementSettings FirstFit = new() { VmAllocationAlgorithm = "firstfit" };
    private static readonly AccountId Alice = AccountId.From(TestCloud.NewId());

    [Test]
    public void The_emptiest_cluster_comes_first_by_the_capacity_that_is_set()
    {
        var cloud = new TestCloud();
        cloud.AddHost("busy-cpu", cloud.AddCluster("c1")).Use(mhz: 8000, memoryGiB: 1);
        cloud.AddHost("busy-memory", cloud.AddCluster("c2")).Use(mhz: 1000, memoryGiB: 32);
        Assert.That(cloud.HostOf(cloud.Vm()), Is.EqualTo("busy-memory"));
        Assert.That(cloud.HostOf(cloud.Vm(), FirstFit with { ClusterOrder = CapacityKind.Memory }), Is.EqualTo("busy-cpu"));
    }

    [Test]
    public void With_pods_first_the_emptiest_pod_wins_over_the_emptiest_cluster()
    {
        var cloud = new TestCloud();
        var (one, two) = (cloud.AddPod("p1"), cloud.AddPod("p2"));
        cloud.AddHost("empty-in-busy-pod", cloud.AddCluster("c1", one));
        cloud.AddHost("busy", cloud.AddCluster("c2", one)).Use(mhz: 30000);
        cloud.AddHost("quiet-pod", cloud.AddCluster("c3", two)).Use(mhz: 3000);
        Assert.That(cloud.HostOf(cloud.Vm()), Is.EqualTo("empty-in-busy-pod"));
        Assert.That(cloud.HostOf(cloud.Vm(), FirstFit with { PodsFirst = true }), Is.EqualTo("quiet-pod"));
    }

    [Test]
    public void A_cluster_above_a_threshold_takes_no_new_vms()
    {
        var cloud = new TestCloud();
        var host = cloud.AddHost(cores: 10, mhz: 1000, memoryGiB: 100);
        host.Use(mhz: 7000);
        Assert.That(cloud.HostOf(cloud.Vm()), Is.EqualTo("h1"));
        host.Use(mhz: 7000, reservedMhz: 1000);
        var result = cloud.Place(cloud.Vm());
        Assert.That(result.Trace!.ToLines(), Has.Some.EqualTo("cluster c1: Threshold: 1,000 more MHz on 8,000 of 10,000 x 1.0 exceed 0.85"));
        Assert.That(cloud.HostOf(cloud.Vm(), FirstFit with { CpuFactor = 2 }), Is.EqualTo("h1"), "the factor counts");
        host.Use(memoryGiB: 85);
        Assert.That(cloud.HostOf(cloud.Vm()), Is.Null);
    }

    [Test]
    public void A_full_cluster_above_a_threshold_is_asked_for_room_too_so_that_an_index_learns_of_it()
    {
        var cloud = new TestCloud();
        var cluster = cloud.AddCluster();
        cloud.AddHost(cluster: cluster, cores: 10, mhz: 1000).Use(mhz: 10_000);
        cluster.MayHaveRoom = false;
        var placer = new Placer(FirstFit);
        placer.Choose(cloud.Vm(), cloud);
        Assert.That(cluster.Looks, Is.EqualTo(1));
        Assert.That(placer.Place(cloud.Vm(), cloud).Trace!.ToLines(), Has.Some.StartsWith("cluster c1: Threshold:"), "that is the reason which is told");
    }

    [Test]
    public void A_disabled_zone_pod_or_cluster_serves_root_admins_only()
    {
        var cloud = new TestCloud();
        var cluster = cloud.AddCluster();
        cloud.AddHost("h1", cluster);
        var everyone = cloud.Vm();
        var root = everyone with { IsRootAdmin = true };
        cluster.IsEnabled = false;
        Assert.That((cloud.HostOf(everyone), cloud.HostOf(root)), Is.EqualTo(((string?)null, "h1")));
        cluster.IsEnabled = true;
        ((TestPod)cluster.Pod).IsEnabled = false;
        Assert.That((cloud.HostOf(everyone), cloud.HostOf(root)), Is.EqualTo(((string?)null, "h1")));
        ((TestPod)cluster.Pod).IsEnabled = true;
        cloud.Zone.IsEnabled = false;
        Assert.That((cloud.HostOf(everyone), cloud.HostOf(root)), Is.EqualTo(((string?)null, "h1")));
    }

    [Test]
    public void The_hypervisor_of_the_cluster_must_be_that_of_the_vm()
    {
        var cloud = new TestCloud();
        var xen = cloud.AddCluster("c1");
        xen.Hypervisor = "XenServer";
        cloud.AddHost("xen", xen);
        cloud.AddHost("kvm", cloud.AddCluster("c2"));
        Assert.That(cloud.HostOf(cloud.Vm()), Is.EqualTo("kvm"));
        Assert.That(cloud.HostOf(cloud.Vm() with { Hypervisor = "xenserver" }), Is.EqualTo("xen"));
    }

    [Test]
    public void A_pod_or_cluster_that_is_given_confines_the_choice()
    {
        var cloud = new TestCloud();
        var (one, two) = (cloud.AddPod("p1"), cloud.AddPod("p2"));
        cloud.AddHost("h1", cloud.AddCluster("c1", one));
        cloud.AddHost("h2", cloud.AddCluster("c2", two)).Use(mhz: 3000);
        var third = cloud.AddCluster("c3", two);
        cloud.AddHost("h3", third).Use(mhz: 4000);
        foreach (var algorithm in new Placer(FirstFit).Algorithms)
        {
            var settings = FirstFit with { VmAllocationAlgorithm = algorithm };
            Assert.That(cloud.HostOf(cloud.Vm() with { PodId = two.Id }, settings), Is.EqualTo("h2"), algorithm);
            Assert.That(cloud.HostOf(cloud.Vm() with { ClusterId = third.Id }, settings), Is.EqualTo("h3"), algorithm);
            Assert.That(cloud.HostOf(cloud.Vm() with { ClusterId = third.Id, PodId = one.Id }, settings), Is.Null, algorithm);
        }
    }

    [Test]
    public void User_dispersing_goes_where_the_owner_has_fewest()
    {
        var cloud = new TestCloud();
        var (one, two) = (cloud.AddCluster("c1"), cloud.AddCluster("c2"));
        cloud.AddHost("a", one).Owners[Alice] = 2;
        cloud.AddHost("b", two).Owners[Alice] = 1;
        cloud.AddHost("c", two).Use(mhz: 9000);
        var settings = FirstFit with { VmAllocationAlgorithm = "userdispersing" };
        Assert.That(cloud.HostOf(cloud.Vm() with { OwnerId = Alice }, settings), Is.EqualTo("c"), "fewest in the cluster, then fewest on the host");
    }

    [Test]
    public void User_dispersing_can_weigh_counts_against_capacity()
    {
        var cloud = new TestCloud();
        cloud.AddHost("few-but-full", cloud.AddCluster("c1")).Use(mhz: 16000);
        cloud.AddHost("many-but-empty", cloud.AddCluster("c2")).Owners[Alice] = 1;
        ((TestHost)cloud.Zone.Clusters[0].Hosts[0]).Owners[Alice] = 0;
        var settings = FirstFit with { VmAllocationAlgorithm = "userdispersing" };
        var vm = cloud.Vm() with { OwnerId = Alice };
        Assert.That(cloud.HostOf(vm, settings), Is.EqualTo("few-but-full"));
        Assert.That(cloud.HostOf(vm, settings with { UserDispersionWeight = 0.1 }), Is.EqualTo("many-but-empty"));
    }

    [Test]
    public void User_concentrated_pod_stays_in_the_pod_with_most_of_the_owners_vms()
    {
        var cloud = new TestCloud();
        var (one, two, three) = (cloud.AddPod("p1"), cloud.AddPod("p2"), cloud.AddPod("p3"));
        cloud.AddHost("none", cloud.AddCluster("c1", one));
        cloud.AddHost("one", cloud.AddCluster("c2", two)).Owners[Alice] = 1;
        var most = cloud.AddHost("three", cloud.AddCluster("c3", three));
        most.Owners[Alice] = 3;
        most.Use(mhz: 20000);
        var settings = FirstFit with { VmAllocationAlgorithm = "userconcentratedpod_firstfit" };
        var vm = cloud.Vm() with { OwnerId = Alice };
        Assert.That(cloud.HostOf(vm, settings), Is.EqualTo("three"));
        Assert.That(cloud.HostOf(vm with { Avoid = AvoidSet.Empty.Add(three.Id) }, settings), Is.EqualTo("one"));
        Assert.That(cloud.HostOf(vm with { Avoid = AvoidSet.Empty.Add(three.Id).Add(two.Id) }, settings), Is.EqualTo("none"));
        Assert.That(cloud.HostOf(vm with { OwnerId = null }, settings), Is.EqualTo("none"));
    }

    [Test]
    public void Random_spreads_over_the_hosts_and_repeats_with_the_same_seed()
    {
        var cloud = new TestCloud();
        for (var i = 0; i < 10; i++) cloud.AddHost($"h{i}");
        var placer = new Placer(new PlacementSettings());
        var seen = Enumerable.Range(0, 200).Select(_ => placer.Place(cloud.Vm(), cloud).HostId).Distinct().Count();
        Assert.That(seen, Is.EqualTo(10));
        var vm = cloud.Vm() with { Seed = 7 };
        Assert.That(placer.Place(vm, cloud).HostId, Is.EqualTo(placer.Place(vm, cloud).HostId));
    }

    [Test]
    public void An_algorithm_that_names_no_planner_is_refused_with_the_names_that_do()
    {
        var cloud = new TestCloud();
        cloud.AddHost();
        var result = cloud.Place(cloud.Vm(), FirstFit with { VmAllocationAlgorithm = "bestest" });
        Assert.That(result.Refusal, Is.EqualTo("vm.allocation.algorithm bestest names no planner; there are "
            + "random, firstfit, userdispersing, userconcentratedpod_random, userconcentratedpod_firstfit, "
            + "leastallocated, mostallocated, balanced, weighted."));
    }

    [Test]
    public void Bare_metal_is_not_planned_here()
    {
        var cloud = new TestCloud();
        Assert.That(cloud.Place(cloud.Vm() with { Hypervisor = "BareMetal" }).Refusal, Is.EqualTo("No planner handles the hypervisor BareMetal."));
    }
}
