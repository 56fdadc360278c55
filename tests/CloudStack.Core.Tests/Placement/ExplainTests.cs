using CloudStack.Placement;

namespace CloudStack.Core.Tests.Placement;

[TestFixture]
public class ExplainTests
{
    private static readonly PlacementSettings FirstFit = new() { VmAllocationAlgorithm = "firstfit" };

    [Test]
    public void Every_rule_of_a_host_is_asked_not_only_the_first_that_refuses()
    {
        var cloud = new TestCloud();
        var host = cloud.AddHost(memoryGiB: 128);
        host.ResourceState = "Disabled";
        host.Use(memoryGiB: 120, reservedGiB: 2);
        var checks = Explain(cloud, host, cloud.Vm(memoryGiB: 8) with { HostTag = "gold" }).Checks;
        Assert.That(checks.Where(check => !check.Passes).Select(check => (check.Subject, check.Filter, check.Change)), Is.EqualTo(new[]
        {
            (TraceSubject.Cluster, "Threshold", "more memory in the cluster"),
            (TraceSubject.Host, "State", "enable the host"),
            (TraceSubject.Host, "Tag", "host tag gold"),
            (TraceSubject.Host, "Room", "2,048 MiB more memory free, or a factor of 1.02"),
        }));
        Assert.That(checks.Where(check => check.Passes).Select(check => check.Filter),
            Is.EqualTo(new[] { "Scope", "Avoid", "State", "Dedication", "Hypervisor", "Avoid", "Hvm", "Shape", "GuestLimit", "Dedication", "Affinity" }));
    }

    [Test]
    public void Room_is_told_in_figures_with_the_end_of_reservations_where_it_is_known()
    {
        var cloud = new TestCloud();
        var host = cloud.AddHost(cores: 8, mhz: 2000, memoryGiB: 128);
        host.Use(memoryGiB: 120, reservedGiB: 2);
        var until = new DateTimeOffset(2026, 1, 15, 14, 5, 0, TimeSpan.Zero);
        var room = new Placer(FirstFit).ExplainHost(cloud.Vm(memoryGiB: 8), cloud, host.Id, until)!.Checks.Single(check => check.Filter == "Room");
        Assert.That(room.Reason, Is.EqualTo(
            "needs 1,000 MHz, has 16,000 free of 16,000 x 1.0; needs 8,192 MiB, has 6,144 free of 131,072 x 1.0, 2,048 reserved for stopped VMs until 2026-01-15 14:05 UTC"));
        Assert.That(Explain(cloud, host, cloud.Vm(memoryGiB: 8)).Checks.Single(check => check.Filter == "Room").Reason, Does.EndWith("2,048 reserved for stopped VMs"));
    }

    [Test]
    public void The_change_that_is_named_admits_the_host()
    {
        var cloud = new TestCloud();
        var host = cloud.AddHost(cores: 8, mhz: 1000, memoryGiB: 100);
        host.Use(mhz: 6000, memoryGiB: 84);
        var vm = cloud.Vm(cores: 1, mhz: 900, memoryGiB: 2);
        Assert.That(Changes(Explain(cloud, host, vm)), Is.EqualTo(new[] { "a cluster threshold of 0.87 for CPU; and a cluster threshold of 0.86 for memory" }));
        Assert.That(cloud.HostOf(vm, FirstFit with { ClusterCpuThreshold = 0.87, ClusterMemoryThreshold = 0.86 }), Is.EqualTo("h1"));

        var open = FirstFit with { ClusterCpuThreshold = 9, ClusterMemoryThreshold = 9 };
        var large = cloud.Vm(cores: 3, mhz: 1000, memoryGiB: 17);
        Assert.That(Changes(new Placer(open).ExplainHost(large, cloud, host.Id)!),
            Is.EqualTo(new[] { "1,000 MHz more CPU free, or a factor of 1.13; and 1,024 MiB more memory free, or a factor of 1.01" }));
        Assert.That(cloud.HostOf(large, open with { CpuFactor = 1.13, MemoryFactor = 1.01 }), Is.EqualTo("h1"));
    }

    [Test]
    public void Storage_names_what_each_pool_lacks_and_the_change_of_the_one_that_lacks_least()
    {
        var cloud = new TestCloud();
        var host = cloud.AddHost();
        cloud.AddPool("slow", gib: 10);
        cloud.AddPool("fast", gib: 100).Tags = ["ssd"];
        var vm = cloud.Vm() with { Volumes = [TestCloud.Disk(90) with { Tags = ["ssd"] }] };
        var storage = Explain(cloud, host, vm).Checks.Single(check => check.Subject == TraceSubject.Pool);
        Assert.That(storage.Reason, Is.EqualTo("pool slow: Tag: does not carry the tag ssd; pool fast: Room: needs 92,160 MiB, 0 of 102,400 x 1.0"
            + " are promised and 0 taken by the VM's other volumes, the threshold is 0.85"));
        Assert.That(storage.Change, Is.EqualTo("5,120 MiB more free on pool fast, or an allocated threshold of 0.90"));
    }

    [Test]
    public void A_host_that_takes_the_VM_passes_every_rule()
    {
        var cloud = new TestCloud();
        var host = cloud.AddHost();
        cloud.AddPool();
        var explanation = Explain(cloud, host, cloud.Vm() with { Volumes = [TestCloud.Disk()] });
        Assert.That(explanation.IsAdmitted, Is.True);
        Assert.That(Changes(explanation), Is.Empty);
    }

    [Test]
    public void The_last_host_admits_by_its_reservation()
    {
        var cloud = new TestCloud();
        var host = cloud.AddHost(memoryGiB: 64);
        host.Use(mhz: 10_000, memoryGiB: 60, reservedMhz: 4000, reservedGiB: 4);
        var vm = cloud.Vm(memoryGiB: 4) with { LastHostId = host.Id };
        Assert.That(Explain(cloud, host, vm).IsAdmitted, Is.True);
        Assert.That(Explain(cloud, host, vm with { KeepsReservation = false }).IsAdmitted, Is.False);
    }

    [Test]
    public void A_host_of_another_zone_is_not_explained()
    {
        var cloud = new TestCloud();
        cloud.AddHost();
        Assert.That(new Placer(FirstFit).ExplainHost(cloud.Vm(), cloud, HostId.From(TestCloud.NewId())), Is.Null);
    }

    [Test]
    public void An_explanation_names_the_planner_and_the_clusters_as_they_were_tried()
    {
        var cloud = new TestCloud();
        cloud.AddHost("full", cloud.AddCluster("c1"), memoryGiB: 1);
        cloud.AddHost("off", cloud.AddCluster("c2")).State = "Down";
        cloud.AddHost("good", cloud.AddCluster("c3"));
        var result = new Placer(FirstFit).Explain(cloud.Vm(memoryGiB: 2), cloud);
        Assert.That(cloud.NameOf(result), Is.EqualTo("good"));
        Assert.That(result.Trace!.Planner, Is.EqualTo("firstfit"));
        Assert.That(result.Trace.Clusters.Select(cluster => cluster.Name), Is.EqualTo(new[] { "c1", "c2", "c3" }));
        Assert.That(result.Trace.Counts, Is.EquivalentTo(new Dictionary<(TraceSubject, string), int>
        {
            [(TraceSubject.Cluster, "Threshold")] = 1, [(TraceSubject.Host, "State")] = 1,
        }));
    }

    [Test]
    public void An_owner_learns_what_the_zone_lacks_and_nothing_of_how_it_is_built()
    {
        var cloud = new TestCloud();
        cloud.AddHost("secret-host", cloud.AddCluster("secret-cluster"), memoryGiB: 1);
        cloud.AddPool("secret-pool");
        var vm = cloud.Vm(memoryGiB: 99);
        Assert.That(OwnersWords.Of(vm, cloud), Is.EqualTo("There is no capacity for this offering."));
        Assert.That(OwnersWords.Of(vm with { TemplateTag = "gold" }, cloud), Is.EqualTo("The template needs a host tag that no host of the zone carries."));
        Assert.That(OwnersWords.Of(vm with { HostTag = "gold" }, cloud), Is.EqualTo("The offering needs a host tag that no host of the zone carries."));
        Assert.That(OwnersWords.Of(vm with { Hypervisor = "LXC" }, cloud), Is.EqualTo("The zone offers no LXC, which the template needs."));
        Assert.That(OwnersWords.Of(vm with { Volumes = [TestCloud.Disk() with { Tags = ["ssd"] }] }, cloud),
            Is.EqualTo("An offering needs storage tags that no storage of the zone carries."));
    }

    private static HostExplanation Explain(TestCloud cloud, TestHost host, PlacementRequest vm) => new Placer(FirstFit).ExplainHost(vm, cloud, host.Id)!;

    private static IEnumerable<string?> Changes(HostExplanation host) => host.Checks.Where(check => !check.Passes).Select(check => check.Change);
}
