using CloudStack.Placement;

namespace CloudStack.Core.Tests.Placement;

[TestFixture]
public class DedicationRuleTests
{
    private static readonly AccountId Ours = AccountId.From(TestCloud.NewId());
    private static readonly AccountId Theirs = AccountId.From(TestCloud.NewId());
    private static readonly Dedication ToSales = new("the domain sales", "/sales/");

    private static string Why(PlacementResult result) => string.Join('\n', result.Trace!.ToLines());

    private static PlacementRequest Vm(TestCloud cloud, AccountId? owner, string? path) => cloud.Vm() with { OwnerId = owner, OwnerDomainPath = path };

    [TestCase("/sales/", true)]
    [TestCase("/sales/eu/", true)]
    [TestCase("/salesmen/", false)]
    [TestCase("/", false)]
    public void A_host_of_a_domain_takes_vms_of_it_and_of_those_below(string path, bool placed)
    {
        var cloud = new TestCloud();
        cloud.AddHost().Dedication = ToSales;
        var result = cloud.Place(Vm(cloud, Ours, path));
        Assert.That(result.IsPlaced, Is.EqualTo(placed));
        if (!placed) Assert.That(Why(result), Does.Contain("host h1 (c1): Dedication: is dedicated to the domain sales"));
    }

    [Test]
    public void A_host_of_an_account_takes_no_vms_of_others_in_its_domain()
    {
        var cloud = new TestCloud();
        cloud.AddHost("own").Dedication = new Dedication("the account we", "/sales/") { AccountId = Ours };
        cloud.AddHost("common");
        Assert.That(cloud.HostOf(Vm(cloud, Ours, "/sales/")), Is.EqualTo("own"));
        Assert.That(cloud.HostOf(Vm(cloud, Theirs, "/sales/")), Is.EqualTo("common"));
    }

    [Test]
    public void A_pod_and_a_cluster_are_kept_from_others_and_the_trace_says_which()
    {
        var cloud = new TestCloud();
        var pod = cloud.AddPod("p1");
        var (first, second) = (cloud.AddCluster("c1", pod), cloud.AddCluster("c2", cloud.AddPod("p2")));
        cloud.AddHost("h1", first);
        cloud.AddHost("h2", second);
        (pod.Dedication, second.Dedication) = (ToSales, ToSales);
        var result = cloud.Place(Vm(cloud, Theirs, "/lab/"));
        Assert.That(Why(result), Does.Contain("cluster c1: Dedication: pod p1 is dedicated to the domain sales")
            .And.Contain("cluster c2: Dedication: is dedicated to the domain sales"));
        Assert.That(cloud.HostOf(Vm(cloud, Ours, "/sales/")), Is.EqualTo("h1"));
    }

    [Test]
    public void A_zone_of_others_is_refused_at_once()
    {
        var cloud = new TestCloud();
        cloud.AddHost();
        cloud.Zone.Dedication = ToSales;
        Assert.That(cloud.Place(Vm(cloud, Theirs, "/lab/")).Refusal, Is.EqualTo("Zone z1 is dedicated to the domain sales."));
        Assert.That(cloud.HostOf(Vm(cloud, Ours, "/sales/")), Is.EqualTo("h1"));
    }

    [Test]
    public void A_vm_of_the_cloud_itself_runs_anywhere()
    {
        var cloud = new TestCloud();
        cloud.Zone.Dedication = ToSales;
        cloud.AddHost().Dedication = new Dedication("the account we", "/sales/") { AccountId = Ours };
        Assert.That(cloud.HostOf(Vm(cloud, null, null)), Is.EqualTo("h1"));
    }

    [Test]
    public void No_allocator_pinned_host_last_host_or_root_admin_gets_around_it()
    {
        var cloud = new TestCloud();
        var host = cloud.AddHost();
        host.Use(reservedMhz: 2000, reservedGiB: 4);
        host.Dedication = ToSales;
        var vm = Vm(cloud, Theirs, "/lab/") with { IsRootAdmin = true };
        var settings = new PlacementSettings { VmAllocationAlgorithm = "firstfit", HostAllocators = ["Careless"] };
        Assert.That(cloud.Place(vm, settings, new PlacerParts { HostAllocators = [new Careless()] }).IsPlaced, Is.False);
        Assert.That(cloud.Place(vm with { HostId = host.Id }).IsPlaced, Is.False);
        Assert.That(cloud.Place(vm with { LastHostId = host.Id }).IsPlaced, Is.False);
    }

    private sealed class Careless : IHostAllocator
    {
        public string Name => "Careless";
        public IEnumerable<IHostView> Allocate(HostQuery query) => query.Cluster.Hosts;
    }
}
