using CloudStack.Placement;

namespace CloudStack.Core.Tests.Placement;

[TestFixture]
public class TraceTests
{
    private static readonly PlacementSettings FirstFit = new() { VmAllocationAlgorithm = "firstfit" };

    [Test]
    public void A_refusal_names_the_first_hosts_and_counts_all()
    {
        var cloud = new TestCloud();
        for (var i = 0; i < 10; i++) cloud.AddHost($"h{i}").State = "Down";
        var result = cloud.Place(cloud.Vm(), FirstFit with { TraceLimit = 2 });
        Assert.That(result.Trace!.ToLines(), Is.EqualTo([
            "host h0 (c1): State: is Down and Enabled, must be Up and Enabled",
            "host h1 (c1): State: is Down and Enabled, must be Up and Enabled",
            "10 hosts refused by State",
        ]));
        Assert.That(result.Refusal, Is.EqualTo("No place in zone z1 for 1 x 1000 MHz and 1024 MiB on KVM: clusters seen: 1; refused: 10 hosts by State."));
    }

    [Test]
    public void A_place_that_was_found_is_explained_only_when_asked()
    {
        var cloud = new TestCloud();
        cloud.AddHost("h1").State = "Down";
        cloud.AddHost("h2");
        var placer = new Placer(FirstFit);
        Assert.That(placer.Place(cloud.Vm(), cloud).Trace, Is.Null);
        var result = placer.Explain(cloud.Vm(), cloud);
        Assert.That(cloud.NameOf(result), Is.EqualTo("h2"));
        Assert.That(result.Trace!.Entries.Single().Name, Is.EqualTo("h1"));
    }

    [Test]
    public void A_reason_is_not_built_when_nobody_asks()
    {
        var cloud = new TestCloud();
        cloud.AddHost("h1");
        cloud.AddHost("h2");
        var filter = new Talkative();
        var placer = new Placer(FirstFit, new PlacerParts { HostFilters = [filter] });
        placer.Place(cloud.Vm(), cloud);
        Assert.That(filter.Asked, Is.Zero);
        placer.Explain(cloud.Vm(), cloud);
        Assert.That(filter.Asked, Is.EqualTo(1));
    }

    [Test]
    public void An_unknown_zone_pod_cluster_host_or_pool_is_a_refusal()
    {
        var cloud = new TestCloud();
        cloud.AddHost();
        var id = TestCloud.NewId();
        var vm = cloud.Vm();
        Assert.That(cloud.Place(vm with { ZoneId = ZoneId.From(id) }).Refusal, Is.EqualTo($"Zone {id} does not exist."));
        Assert.That(cloud.Place(vm with { PodId = PodId.From(id) }).Refusal, Is.EqualTo($"Pod {id} is not in zone z1."));
        Assert.That(cloud.Place(vm with { ClusterId = ClusterId.From(id) }).Refusal, Is.EqualTo($"Cluster {id} is not in zone z1."));
        Assert.That(cloud.Place(vm with { HostId = HostId.From(id) }).Refusal, Is.EqualTo($"Host {id} is not in zone z1."));
        var disk = TestCloud.Disk() with { ExistingPoolId = StoragePoolId.From(id) };
        Assert.That(cloud.Place(vm with { Volumes = [disk] }).Refusal, Does.EndWith($"is on storage pool {id}, which does not exist."));
    }

    [Test]
    public void An_unknown_last_host_is_forgotten()
    {
        var cloud = new TestCloud();
        cloud.AddHost();
        Assert.That(cloud.HostOf(cloud.Vm() with { LastHostId = HostId.From(TestCloud.NewId()) }), Is.EqualTo("h1"));
    }

    private sealed class Talkative : IHostFilter
    {
        public int Asked { get; private set; }
        public string Name => "Talkative";
        public Verdict Check(IHostView host, PlacementContext placement) => host.Name == "h1" ? placement.No($"number {++Asked}") : Verdict.Yes;
    }
}
