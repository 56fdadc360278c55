using CloudStack.Engine.Placement;
using CloudStack.Placement;

namespace CloudStack.Engine.Tests.Placement.Index;

[TestFixture]
public class CapacityIndexTests
{
    private static readonly PlacementSettings Settings = new() { ClusterCpuThreshold = 1, ClusterMemoryThreshold = 1 };
    private static readonly AccountId Alice = SmallCloud.Accounts[0];
    private static readonly PodId Pod = new(SmallCloud.Id(2, 0));
    private static readonly ClusterId C0 = new(SmallCloud.Id(3, 0));
    private static readonly ClusterId C1 = new(SmallCloud.Id(3, 1));
    private CapacityIndex index = null!;

    [SetUp]
    public void A_zone_with_two_clusters()
    {
        index = new CapacityIndex();
        index.Upsert(new ZoneEntry(SmallCloud.Zone, "z"));
        index.Upsert(new PodEntry(Pod, SmallCloud.Zone, "p"));
        index.Upsert(new ClusterEntry(C0, Pod, "c0", "KVM"));
        index.Upsert(new ClusterEntry(C1, Pod, "c1", "KVM"));
    }

    private static HostId Host(int number) => new(SmallCloud.Id(4, number));

    private static HostEntry Entry(int number, ClusterId cluster) => new(Host(number), cluster, $"h{number}", 4, 1000, 8000);

    private static PlacementRequest Vm(int cores = 1) => new()
    {
        ZoneId = SmallCloud.Zone, Hypervisor = "KVM", Cores = cores, Mhz = 1000, MemoryBytes = 1000, RequiresHvm = true, OwnerId = Alice,
    };

    [Test]
    public void Changing_a_host_keeps_its_use_and_corrects_the_sums()
    {
        index.Upsert(Entry(0, C0));
        index.ApplyHostUsage(Host(0), new HostUsage(1000, 2000, 500, 100, 1));
        index.Upsert(Entry(0, C0) with { Cores = 8, MemoryBytes = 9000 });
        Assert.That(index.FindHost(Host(0))!.Cpu, Is.EqualTo(new CapacityFigures(8000, 1000, 500)));
        Assert.That(index.FindCluster(C0)!.CapacityOf(CapacityKind.Cpu), Is.EqualTo(new CapacityFigures(8000, 1000, 500)));
        Assert.That(index.FindPod(Pod)!.CapacityOf(CapacityKind.Memory), Is.EqualTo(new CapacityFigures(9000, 2000, 100)));
    }

    [Test]
    public void A_host_that_moves_takes_its_use_its_owners_and_its_pools_along()
    {
        var pool = new StoragePoolId(SmallCloud.Id(5, 0));
        index.Upsert(Entry(0, C0));
        index.Upsert(new PoolEntry(pool, C0, "own", "Filesystem", 100) { HostId = Host(0) });
        index.ApplyHostUsage(Host(0), new HostUsage(1000, 2000, Guests: 1));
        index.ApplyOwnerVms(Host(0), Alice, 1);
        index.Upsert(Entry(0, C1));
        Assert.That(index.FindCluster(C0)!.CapacityOf(CapacityKind.Cpu), Is.EqualTo(default(CapacityFigures)));
        Assert.That(index.FindCluster(C1)!.CapacityOf(CapacityKind.Cpu), Is.EqualTo(new CapacityFigures(4000, 1000, 0)));
        Assert.That((index.FindCluster(C0)!.VmsOf(Alice), index.FindCluster(C1)!.VmsOf(Alice), index.FindPod(Pod)!.VmsOf(Alice)), Is.EqualTo((0, 1, 1)));
        Assert.That(index.FindPool(pool)!.Cluster.Id, Is.EqualTo(C1));
    }

    [Test]
    public void What_owners_have_is_set_as_counted_and_not_added_to_what_was_told()
    {
        var (bob, carol) = (new AccountId(Guid.NewGuid()), new AccountId(Guid.NewGuid()));
        index.Upsert(Entry(0, C0));
        index.SetOwnerVms(Host(0), [(Alice, 2), (bob, 1)]);
        index.ApplyOwnerVms(Host(0), Alice, 1);
        index.SetOwnerVms(Host(0), [(Alice, 3), (carol, 4)]);
        Assert.That(new[] { Alice, bob, carol }.Select(owner => index.FindHost(Host(0))!.VmsOf(owner)), Is.EqualTo(new[] { 3, 0, 4 }));
        Assert.That(new[] { Alice, bob, carol }.Select(owner => index.FindPod(Pod)!.VmsOf(owner)), Is.EqualTo(new[] { 3, 0, 4 }));
    }

    [Test]
    public void Removing_a_cluster_removes_all_in_it_and_a_second_time_does_no_harm()
    {
        var pool = new StoragePoolId(SmallCloud.Id(5, 0));
        index.Upsert(Entry(0, C0));
        index.Upsert(Entry(1, C1));
        index.Upsert(new PoolEntry(pool, C0, "s", "RBD", 100));
        index.ApplyHostUsage(Host(0), new HostUsage(1000, 1000));
        Assert.That((index.Remove(C0), index.Remove(C0)), Is.EqualTo((true, false)));
        Assert.That((index.FindHost(Host(0)), index.FindPool(pool)), Is.EqualTo(((IHostView?)null, (IPoolView?)null)));
        var zone = index.FindZone(SmallCloud.Zone)!;
        Assert.That(zone.ClustersByUse(CapacityKind.Cpu).Select(c => c.Id), Is.EqualTo([C1]));
        Assert.That(index.FindPod(Pod)!.CapacityOf(CapacityKind.Cpu), Is.EqualTo(new CapacityFigures(4000, 0, 0)));
        Assert.That(index.Remove(SmallCloud.Zone), Is.True);
        Assert.That((index.FindZone(SmallCloud.Zone), index.FindHost(Host(1))), Is.EqualTo(((IZoneView?)null, (IHostView?)null)));
    }

    [Test]
    public void Telling_of_something_unknown_changes_nothing()
    {
        Assert.That(index.ApplyHostUsage(Host(9), new HostUsage(1, 1)), Is.False);
        Assert.That(index.SetPoolUsage(new StoragePoolId(SmallCloud.Id(5, 9)), 1), Is.False);
        Assert.Throws<InvalidOperationException>(() => index.Upsert(Entry(0, new ClusterId(SmallCloud.Id(3, 9)))));
    }

    [Test]
    public void Use_never_falls_below_zero()
    {
        index.Upsert(Entry(0, C0));
        index.ApplyHostUsage(Host(0), new HostUsage(-5, -5, -5, -5, -5));
        Assert.That(index.FindHost(Host(0))!.Cpu, Is.EqualTo(new CapacityFigures(4000, 0, 0)));
        Assert.That(index.FindCluster(C0)!.CapacityOf(CapacityKind.Cpu), Is.EqualTo(new CapacityFigures(4000, 0, 0)));
    }

    [Test]
    public void A_quick_look_follows_room_that_is_taken_given_back_or_switched_off()
    {
        index.Upsert(Entry(0, C0));
        index.Upsert(Entry(1, C0));
        bool MayFit(long cpu) => index.FindCluster(C0)!.MayFit(cpu, 1, 1, 1);
        Assert.That((MayFit(4000), MayFit(4001)), Is.EqualTo((true, false)));
        Assert.That(index.FindCluster(C0)!.MayFit(8000, 1, 2, 1), Is.True);
        index.ApplyHostUsage(Host(0), new HostUsage(1000, 0));
        Assert.That(MayFit(4000), Is.True, "the other host is empty");
        index.ApplyHostUsage(Host(1), new HostUsage(2000, 0));
        Assert.That((MayFit(3000), MayFit(3001)), Is.EqualTo((true, false)));
        index.ApplyHostUsage(Host(1), new HostUsage(-2000, 0));
        Assert.That(MayFit(4000), Is.True);
        index.Upsert(Entry(1, C0) with { State = "Down" });
        Assert.That((MayFit(3000), MayFit(3001)), Is.EqualTo((true, false)));
    }

    [Test]
    public void Templates_and_statistics_of_a_pool_are_seen()
    {
        var pool = new StoragePoolId(SmallCloud.Id(5, 0));
        index.Upsert(new PoolEntry(pool, C0, "s", "RBD", 100));
        var view = index.FindPool(pool)!;
        Assert.That((view.FullShare, view.HasTemplate(SmallCloud.Template)), Is.EqualTo(((double?)null, false)));
        index.SetPoolStatistics(pool, 30, 60);
        index.SetTemplateOnPool(pool, SmallCloud.Template, true);
        Assert.That((view.FullShare, view.HasTemplate(SmallCloud.Template)), Is.EqualTo(((double?)0.5, true)));
        index.SetTemplateOnPool(pool, SmallCloud.Template, false);
        Assert.That(view.HasTemplate(SmallCloud.Template), Is.False);
    }

    [Test]
    public void A_hold_on_a_reservation_moves_it_to_used_and_back()
    {
        index.Upsert(Entry(0, C0));
        index.SetHostUsage(Host(0), new HostUsage(0, 0, 4000, 8000));
        index.PlaceAndHold(new Placer(Settings), Vm() with { LastHostId = Host(0) }, out var hold);
        Assert.That(index.FindHost(Host(0))!.Cpu, Is.EqualTo(new CapacityFigures(4000, 1000, 3000)));
        index.Release(hold!);
        Assert.That(index.FindHost(Host(0))!.Cpu, Is.EqualTo(new CapacityFigures(4000, 0, 4000)));
    }

    [Test]
    public void A_hold_fails_when_the_place_has_been_taken_or_is_gone()
    {
        index.Upsert(Entry(0, C0));
        var placer = new Placer(Settings);
        var result = placer.Place(Vm(4), index);
        Assert.That(index.TryHold(Vm(4), result, Settings), Is.Not.Null);
        Assert.That(index.TryHold(Vm(4), result, Settings), Is.Null);
        index.Upsert(Entry(1, C0));
        result = placer.Place(Vm(4), index);
        index.Remove(Host(1));
        Assert.That(index.TryHold(Vm(4), result, Settings), Is.Null);
    }

    [Test]
    public void A_recount_does_not_forget_holds_that_are_not_settled()
    {
        index.Upsert(Entry(0, C0));
        var placer = new Placer(Settings);
        index.PlaceAndHold(placer, Vm(), out var first);
        index.PlaceAndHold(placer, Vm(2), out var second);
        index.SetHostUsage(Host(0), new HostUsage(0, 0));
        Assert.That(index.FindHost(Host(0))!.Cpu.Used, Is.EqualTo(3000));
        index.Keep(first!);
        index.SetHostUsage(Host(0), new HostUsage(1000, 1000, Guests: 1));
        Assert.That(index.FindHost(Host(0))!.Cpu.Used, Is.EqualTo(3000));
        index.Release(first!);
        index.Release(second!);
        Assert.That(index.FindHost(Host(0))!.Cpu.Used, Is.EqualTo(1000), "what is kept is not released");
    }

    [Test]
    public void Removing_a_host_gives_back_what_its_holds_took_on_shared_pools()
    {
        var pool = new StoragePoolId(SmallCloud.Id(5, 0));
        index.Upsert(Entry(0, C0));
        index.Upsert(new PoolEntry(pool, C0, "s", "RBD", 100));
        var vm = Vm() with { Volumes = [new VolumeRequest(new VolumeId(SmallCloud.Id(6, 0)), 10)] };
        index.PlaceAndHold(new Placer(Settings), vm, out var hold);
        Assert.That(index.FindPool(pool)!.AllocatedBytes, Is.EqualTo(10));
        index.Remove(Host(0));
        index.Release(hold!);
        Assert.That((index.FindPool(pool)!.AllocatedBytes, index.FindPool(pool)!.VolumesOf(Alice)), Is.EqualTo((0, 0)));
        Assert.That(index.FindZone(SmallCloud.Zone)!.VmsOf(Alice), Is.Zero);
    }

    [TestCase("firstfit")]
    [TestCase("random")]
    public void A_decision_allocates_nothing_for_each_host_that_it_looks_at(string algorithm)
    {
        var placer = new Placer(Settings with { VmAllocationAlgorithm = algorithm });
        long AllocatedWith(int hosts)
        {
            for (var i = 0; i < hosts; i++)
            {
                index.Upsert(Entry(i, C0));
                index.SetHostUsage(Host(i), i == hosts - 1 ? default : i % 2 == 0 ? new HostUsage(4000, 0) : new HostUsage(0, 8000));
            }
            for (var i = 0; i < 50; i++) placer.Place(Vm(), index);
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 50; i++) placer.Place(Vm(), index);
            return (GC.GetAllocatedBytesForCurrentThread() - before) / 50;
        }
        var few = AllocatedWith(10);
        Assert.That(AllocatedWith(500), Is.EqualTo(few).Within(64));
    }

    [Test]
    public void Many_decisions_at_once_fill_the_cloud_exactly_while_hosts_come_and_go()
    {
        for (var i = 0; i < 40; i++) index.Upsert(Entry(i, i % 2 == 0 ? C0 : C1));
        var placer = new Placer(Settings with { GuestLimits = [new GuestLimit("KVM", "default", 3)] });
        var placed = 0;
        Parallel.For(0, 200, i =>
        {
            if (i % 20 == 0)
            {
                index.Upsert(Entry(1000 + i, C1) with { State = "Down" });
                index.Remove(Host(1000 + i));
            }
            for (var again = 0; again < 3; again++)
            {
                index.PlaceAndHold(placer, Vm(), out var hold);
                if (hold is null) continue;
                Interlocked.Increment(ref placed);
                if (again < 2 || i % 2 == 1)
                {
                    index.Release(hold);
                    Interlocked.Decrement(ref placed);
                }
            }
        });
        Assert.That(placed, Is.LessThanOrEqualTo(100));
        while (index.PlaceAndHold(placer, Vm(), out _).IsPlaced) placed++;
        Assert.That(placed, Is.EqualTo(120), "40 hosts with 3 guests each");
        Assert.That(index.FindZone(SmallCloud.Zone)!.VmsOf(Alice), Is.EqualTo(120));
        Assert.That(index.FindPod(Pod)!.CapacityOf(CapacityKind.Cpu), Is.EqualTo(new CapacityFigures(160_000, 120_000, 0)));
    }
}
