using CloudStack.Placement;
using CloudStack.Plugins;

namespace CloudStack.Core.Tests.Placement;

[TestFixture]
public class PluginPartTests
{
    private static readonly PlacementSettings FirstFit = new() { VmAllocationAlgorithm = "firstfit" };
    private TestCloud cloud = null!;

    [SetUp]
    public void A_cloud_with_two_hosts()
    {
        cloud = new TestCloud();
        cloud.AddHost("h1");
        cloud.AddHost("h2");
        cloud.AddPool("s1");
    }

    [Test]
    public void A_planner_is_chosen_by_its_name()
    {
        cloud.AddHost("h3", cloud.AddCluster("c2")).Use(mhz: 1000);
        var parts = new PlacerParts { Planners = [new Planner("backwards", p => p.Zone.Clusters.Reverse())] };
        Assert.That(cloud.NameOf(cloud.Place(cloud.Vm(), FirstFit with { VmAllocationAlgorithm = "Backwards" }, parts)), Is.EqualTo("h3"));
        Assert.That(cloud.NameOf(cloud.Place(cloud.Vm() with { Algorithm = "backwards" }, FirstFit, parts)), Is.EqualTo("h3"));
    }

    [Test]
    public void A_planner_cannot_lead_a_vm_out_of_bounds()
    {
        var away = cloud.AddCluster("c2");
        away.IsEnabled = false;
        cloud.AddHost("h3", away);
        var parts = new PlacerParts { Planners = [new Planner("odd", _ => [away])] };
        Assert.That(cloud.Place(cloud.Vm() with { Algorithm = "odd" }, FirstFit, parts).IsPlaced, Is.False);
    }

    [Test]
    public void A_planner_that_never_ends_is_left_after_as_many_clusters_as_there_are()
    {
        static IEnumerable<IClusterView> Forever(PlacementContext placement)
        {
            while (true) yield return placement.Zone.Clusters[0];
        }
        var parts = new PlacerParts { Planners = [new Planner("forever", Forever)] };
        Assert.That(cloud.Place(cloud.Vm(memoryGiB: 9999) with { Algorithm = "forever" }, FirstFit, parts).IsPlaced, Is.False);
    }

    [Test]
    public void A_filter_that_takes_too_long_is_left_out_from_then_on_and_the_decision_says_so()
    {
        var filter = new SlowFilter();
        var placer = new Placer(FirstFit with { PartTimeLimit = TimeSpan.Zero }, new PlacerParts { HostFilters = [filter] });
        var result = placer.Explain(cloud.Vm(), cloud);
        Assert.That(cloud.NameOf(result), Is.EqualTo("h2"));
        Assert.That(result.Faults.Single().Exception, Is.TypeOf<TimeoutException>());
        Assert.That(result.Trace!.Notes, Is.EqualTo(["slow took more than 0 ms and was left out of this decision"]));
        Assert.That(filter.Asked, Is.EqualTo(1));
    }

    [Test]
    public void A_planner_that_throws_is_left_out_and_another_stands_in()
    {
        var planner = new Planner("broken", _ => throw new InvalidOperationException("no map"));
        var placer = new Placer(FirstFit, new PlacerParts { Planners = [planner] });
        var result = placer.Explain(cloud.Vm() with { Algorithm = "broken" }, cloud);
        Assert.That(result.IsPlaced, Is.True);
        Assert.That(result.Trace!.Notes, Is.EqualTo(["broken threw InvalidOperationException (no map) and was left out of this decision"]));
        Assert.That(result.Faults.Single().Part, Is.SameAs(planner));
    }

    [Test]
    public void A_filter_joins_every_allocator()
    {
        var parts = new PlacerParts
        {
            HostFilters = [new HostFilter(h => h.Name == "h1" ? Verdict.No("not this one") : Verdict.Yes)],
            HostAllocators = [new Allocator("all", q => q.Cluster.Hosts)],
        };
        Assert.That(cloud.NameOf(cloud.Place(cloud.Vm(), FirstFit, parts)), Is.EqualTo("h2"));
        Assert.That(cloud.NameOf(cloud.Place(cloud.Vm(), FirstFit with { HostAllocators = ["all"] }, parts)), Is.EqualTo("h2"));
    }

    [Test]
    public void A_filter_that_throws_is_left_out_of_the_decision()
    {
        var calls = 0;
        var filter = new HostFilter(_ => throw new InvalidOperationException($"call {++calls}"));
        var result = cloud.Place(cloud.Vm(), FirstFit, new PlacerParts { HostFilters = [filter] });
        Assert.That((cloud.NameOf(result), calls, result.Faults.Count), Is.EqualTo(("h1", 1, 1)));
    }

    [Test]
    public void A_scorer_orders_hosts_and_one_that_throws_does_not()
    {
        var parts = new PlacerParts { HostScorers = [new HostScorer(h => h.Name == "h2" ? 1 : 0)] };
        Assert.That(cloud.NameOf(cloud.Place(cloud.Vm(), FirstFit, parts)), Is.EqualTo("h2"));
        parts = new PlacerParts { HostScorers = [new HostScorer(_ => throw new InvalidOperationException())] };
        var result = cloud.Place(cloud.Vm(), FirstFit, parts);
        Assert.That((cloud.NameOf(result), result.Faults.Count), Is.EqualTo(("h1", 1)));
    }

    [Test]
    public void What_an_allocator_gives_is_still_checked_for_state_room_and_avoid_set()
    {
        var parts = new PlacerParts { HostAllocators = [new Allocator("careless", q => q.Cluster.Hosts)] };
        var settings = FirstFit with { HostAllocators = ["careless"] };
        ((TestHost)cloud.Zone.Clusters[0].Hosts[0]).State = "Down";
        Assert.That(cloud.NameOf(cloud.Place(cloud.Vm(), settings, parts)), Is.EqualTo("h2"));
        Assert.That(cloud.Place(cloud.Vm(memoryGiB: 9999), settings, parts).IsPlaced, Is.False);
    }

    [Test]
    public void A_pipeline_without_rules_is_checked_like_any_other_allocator()
    {
        var parts = new PlacerParts
        {
            HostAllocators = [new HostPipeline("bare", [], [], CandidateOrder.Listed)],
            PoolAllocators = [new PoolPipeline("bare", PoolScope.Any, [], [])],
        };
        var settings = FirstFit with { HostAllocators = ["bare"], PoolAllocators = ["bare"] };
        ((TestHost)cloud.Zone.Clusters[0].Hosts[0]).State = "Down";
        Assert.That(cloud.NameOf(cloud.Place(cloud.Vm() with { Volumes = [TestCloud.Disk()] }, settings, parts)), Is.EqualTo("h2"));
        Assert.That(cloud.Place(cloud.Vm() with { Volumes = [TestCloud.Disk(9999)] }, settings, parts).IsPlaced, Is.False);
    }

    [Test]
    public void The_next_allocator_is_asked_when_one_gives_nothing_or_throws()
    {
        var parts = new PlacerParts
        {
            HostAllocators = [new Allocator("none", _ => []), new Allocator("throws", _ => throw new InvalidOperationException())],
            PoolAllocators = [new PoolAllocator("throws", _ => throw new InvalidOperationException())],
        };
        var settings = FirstFit with { HostAllocators = ["none", "throws", "FirstFit"], PoolAllocators = ["throws", "FirstFit"] };
        var result = cloud.Place(cloud.Vm() with { Volumes = [TestCloud.Disk()] }, settings, parts);
        Assert.That((cloud.NameOf(result), result.Faults.Count), Is.EqualTo(("h1", 2)));
    }

    [Test]
    public void A_pool_allocator_cannot_promise_more_than_there_is()
    {
        var parts = new PlacerParts { PoolAllocators = [new PoolAllocator("careless", q => q.Host.Cluster.Pools)] };
        var settings = FirstFit with { PoolAllocators = ["careless"] };
        Assert.That(cloud.Place(cloud.Vm() with { Volumes = [TestCloud.Disk(500)] }, settings, parts).IsPlaced, Is.True);
        Assert.That(cloud.Place(cloud.Vm() with { Volumes = [TestCloud.Disk(500), TestCloud.Disk(500)] }, settings, parts).IsPlaced, Is.False);
    }

    [Test]
    public void Settings_that_name_an_unknown_allocator_are_refused_at_once()
    {
        var error = Assert.Throws<CloudStackException>(() => _ = new Placer(FirstFit with { HostAllocators = ["x"] }))!;
        Assert.That(error.Message, Is.EqualTo("There is no host allocator x; there are FirstFit, Random."));
    }

    [Test]
    public void Parts_are_taken_from_the_loaded_plugins()
    {
        var parts = PlacerParts.From(new Catalog([new Planner("mine", p => p.Zone.Clusters), new HostFilter(_ => Verdict.Yes)]));
        Assert.That((parts.Planners.Count, parts.HostFilters.Count, parts.PoolScorers.Count), Is.EqualTo((1, 1, 0)));
    }

    private sealed class Catalog(object[] services) : IPluginCatalog
    {
        public IReadOnlyList<PluginStatus> Plugins => [];
        public IReadOnlyList<T> GetServices<T>() where T : class => [.. services.OfType<T>()];
        public void ReportFault(object service, Exception exception) => throw new InvalidOperationException("nothing is called here");
    }

    private sealed class Planner(string name, Func<PlacementContext, IEnumerable<IClusterView>> order) : IDeploymentPlanner
    {
        public string Name => name;
        public CandidateOrder Order => CandidateOrder.Listed;
        public IEnumerable<IClusterView> OrderClusters(PlacementContext placement) => order(placement);
    }

    private sealed class Allocator(string name, Func<HostQuery, IEnumerable<IHostView>> give) : IHostAllocator
    {
        public string Name => name;
        public IEnumerable<IHostView> Allocate(HostQuery query) => give(query);
    }

    private sealed class PoolAllocator(string name, Func<PoolQuery, IEnumerable<IPoolView>> give) : IStoragePoolAllocator
    {
        public string Name => name;
        public IEnumerable<IPoolView> Allocate(PoolQuery query) => give(query);
    }

    private sealed class HostFilter(Func<IHostView, Verdict> check) : IHostFilter
    {
        public string Name => "Mine";
        public Verdict Check(IHostView host, PlacementContext placement) => check(host);
    }

    private sealed class HostScorer(Func<IHostView, double> score) : IHostScorer
    {
        public string Name => "Mine";
        public double Score(IHostView host, PlacementContext placement) => score(host);
    }

    private sealed class SlowFilter : IHostFilter
    {
        public string Name => "slow";

        public int Asked { get; private set; }

        public Verdict Check(IHostView host, PlacementContext placement)
        {
            Asked++;
            return Verdict.No("not yet");
        }
    }
}
