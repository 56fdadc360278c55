using CloudStack.Placement;

namespace CloudStack.Core.Tests.Placement;

[TestFixture]
public class AffinityRuleTests
{
    private static string Why(PlacementResult result) => string.Join('\n', result.Trace!.ToLines());

    private static AffinityRule Rule(AffinityType type, params TestHost[] hosts) =>
        new(AffinityGroupId.From(TestCloud.NewId()), "web", type, [.. hosts.Select((host, i) => new AffinityMember($"i-2-{i + 7}-VM", host.Id, host.Name))]);

    private static PlacementRequest Vm(TestCloud cloud, params AffinityRule[] rules) => cloud.Vm() with { Affinity = rules };

    [Test]
    public void Members_that_must_be_apart_never_share_a_host_and_the_refusal_names_the_member()
    {
        var cloud = new TestCloud();
        var (first, second) = (cloud.AddHost("h1"), cloud.AddHost("h2"));
        Assert.That(cloud.HostOf(Vm(cloud, Rule(AffinityType.HostAntiAffinity, first))), Is.EqualTo("h2"));
        var result = cloud.Place(Vm(cloud, Rule(AffinityType.HostAntiAffinity, first, second)));
        Assert.That(result.IsPlaced, Is.False);
        Assert.That(Why(result), Does.Contain("host h1 (c1): Affinity: anti-affinity group web: vm i-2-7-VM runs here"));
    }

    [Test]
    public void Members_that_must_be_together_are_placed_with_the_first_and_nothing_else_is_looked_at()
    {
        var cloud = new TestCloud();
        var clusters = Enumerable.Range(0, 50).Select(i => cloud.AddCluster($"c{i}")).ToList();
        foreach (var cluster in clusters) cloud.AddHost($"of {cluster.Name}", cluster);
        var there = (TestHost)clusters[40].Hosts[0];
        cloud.AddHost("beside", clusters[40]);
        var result = new Placer(new PlacementSettings()).Explain(Vm(cloud, Rule(AffinityType.HostAffinity, there)), cloud);
        Assert.That(cloud.NameOf(result), Is.EqualTo("of c40"));
        Assert.That(result.Trace!.Entries, Has.Count.LessThanOrEqualTo(1), "other clusters are not even refused");
        Assert.That(result.Trace.Notes, Has.Some.Contains("only host of c40 is looked at, where vm i-2-7-VM runs"));
    }

    [Test]
    public void Members_that_must_be_together_are_refused_where_their_host_has_no_room_or_they_are_on_two()
    {
        var cloud = new TestCloud();
        var full = cloud.AddHost("full", memoryGiB: 8);
        full.Use(memoryGiB: 8);
        var free = cloud.AddHost("free", memoryGiB: 800);
        Assert.That(Why(cloud.Place(Vm(cloud, Rule(AffinityType.HostAffinity, full)))), Does.Contain("host full (c1): Room")
            .And.Contain("host free (c1): Affinity: affinity group web: vm i-2-7-VM runs on host full"));
        Assert.That(cloud.Place(Vm(cloud, Rule(AffinityType.HostAffinity, free, full))).IsPlaced, Is.False);
    }

    [Test]
    public void Members_that_must_be_together_say_so_when_the_request_excludes_their_host()
    {
        var cloud = new TestCloud();
        var there = cloud.AddHost("h1", cloud.AddCluster("c1"));
        var other = cloud.AddCluster("c2");
        cloud.AddHost("h2", other);
        Assert.That(cloud.Place(Vm(cloud, Rule(AffinityType.HostAffinity, there)) with { ClusterId = other.Id }).Refusal,
            Is.EqualTo("The affinity group web keeps the VM on host h1, where vm i-2-7-VM runs; that host is not in cluster c2."));
    }

    [Test]
    public void The_first_member_goes_anywhere()
    {
        var cloud = new TestCloud();
        cloud.AddHost();
        Assert.That(cloud.HostOf(Vm(cloud, Rule(AffinityType.HostAffinity), Rule(AffinityType.HostAntiAffinity), Rule(AffinityType.PodSpread))), Is.EqualTo("h1"));
    }

    [TestCase(AffinityType.HostAntiAffinity)]
    [TestCase(AffinityType.HostAffinity)]
    public void No_allocator_pinned_host_or_last_host_gets_around_a_need(AffinityType type)
    {
        var cloud = new TestCloud();
        var cluster = cloud.AddCluster();
        var (taken, free) = (cloud.AddHost("taken", cluster), cloud.AddHost("free", cluster));
        taken.Use(reservedMhz: 2000, reservedGiB: 4);
        free.Use(reservedMhz: 2000, reservedGiB: 4);
        var (rule, wrong) = type == AffinityType.HostAntiAffinity ? (Rule(type, taken), taken) : (Rule(type, taken), free);
        var vm = Vm(cloud, rule);
        var careless = new PlacerParts { HostAllocators = [new Careless()] };
        var settings = new PlacementSettings { VmAllocationAlgorithm = "firstfit", HostAllocators = ["Careless"] };
        Assert.That(cloud.NameOf(cloud.Place(vm, settings, careless)), Is.Not.EqualTo(wrong.Name).And.Not.Null);
        Assert.That(cloud.Place(vm with { HostId = wrong.Id }).IsPlaced, Is.False);
        Assert.That(cloud.HostOf(vm with { LastHostId = wrong.Id }), Is.Not.EqualTo(wrong.Name).And.Not.Null);
    }

    [Test]
    public void Members_that_are_better_apart_share_a_host_only_when_no_other_has_room_anywhere()
    {
        var cloud = new TestCloud();
        var (near, far) = (cloud.AddCluster("near"), cloud.AddCluster("far"));
        var taken = cloud.AddHost("taken", near, memoryGiB: 800);
        var other = cloud.AddHost("other", far, memoryGiB: 80);
        other.Use(memoryGiB: 10);
        var vm = Vm(cloud, Rule(AffinityType.NonStrictHostAntiAffinity, taken));
        Assert.That(cloud.HostOf(vm), Is.EqualTo("other"), "although its cluster comes second");
        other.State = "Down";
        Assert.That(cloud.HostOf(vm), Is.EqualTo("taken"));
    }

    [Test]
    public void Where_all_hosts_have_members_the_one_with_the_fewest_is_taken()
    {
        var cloud = new TestCloud();
        var (two, one) = (cloud.AddHost("two"), cloud.AddHost("one"));
        Assert.That(cloud.HostOf(Vm(cloud, Rule(AffinityType.NonStrictHostAntiAffinity, two, two, one))), Is.EqualTo("one"));
    }

    [Test]
    public void Members_that_are_better_together_are_so_where_there_is_room()
    {
        var cloud = new TestCloud();
        cloud.AddHost("first", cloud.AddCluster("near"));
        var there = cloud.AddHost("there", cloud.AddCluster("far"), memoryGiB: 64);
        there.Use(memoryGiB: 20);
        var vm = Vm(cloud, Rule(AffinityType.NonStrictHostAffinity, there));
        Assert.That(cloud.HostOf(vm), Is.EqualTo("there"));
        there.Use(memoryGiB: 64);
        Assert.That(cloud.HostOf(vm), Is.EqualTo("first"));
    }

    [Test]
    public void Members_are_spread_over_pods_fewest_first()
    {
        var cloud = new TestCloud();
        var hosts = Enumerable.Range(0, 3).Select(i => cloud.AddHost($"h{i}", cloud.AddCluster($"c{i}", cloud.AddPod($"p{i}")))).ToArray();
        Assert.That(cloud.HostOf(Vm(cloud, Rule(AffinityType.PodSpread, hosts[0], hosts[2]))), Is.EqualTo("h1"));
        Assert.That(cloud.HostOf(Vm(cloud, Rule(AffinityType.PodSpread, hosts[0], hosts[0], hosts[1], hosts[1], hosts[2]))), Is.EqualTo("h2"));
        hosts[1].State = "Down";
        Assert.That(cloud.HostOf(Vm(cloud, Rule(AffinityType.PodSpread, hosts[0], hosts[2], hosts[2]))), Is.EqualTo("h0"));
    }

    [Test]
    public void A_zone_spread_group_changes_nothing_and_is_told_of()
    {
        var cloud = new TestCloud();
        var host = cloud.AddHost();
        var elsewhere = new TestCloud().AddHost("elsewhere");
        var result = new Placer(new PlacementSettings()).Explain(Vm(cloud, Rule(AffinityType.ZoneSpread, host, elsewhere, elsewhere)), cloud);
        Assert.That(result.IsPlaced, Is.True);
        Assert.That(result.Trace!.Notes, Has.Some.EqualTo("zone spread group web: 1 of 3 other members run in zone z1"));
    }

    [Test]
    public void An_unknown_type_names_those_that_there_are()
    {
        Assert.That(AffinityTypes.Parse("Host Anti-Affinity"), Is.EqualTo(AffinityType.HostAntiAffinity));
        Assert.That(() => AffinityTypes.Parse("rack affinity"), Throws.InstanceOf<CloudStackException>().With.Message.EqualTo(
            "There is no affinity group type rack affinity; there are host affinity, host anti-affinity, non-strict host affinity, "
            + "non-strict host anti-affinity, pod spread, zone spread."));
        Assert.That(Enum.GetValues<AffinityType>().Select(AffinityTypes.NameOf).Select(AffinityTypes.Parse), Is.EqualTo(Enum.GetValues<AffinityType>()));
    }

    private sealed class Careless : IHostAllocator
    {
        public string Name => "Careless";
        public IEnumerable<IHostView> Allocate(HostQuery query) => query.Cluster.Hosts;
    }
}
