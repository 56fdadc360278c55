using CloudStack.Placement;

namespace CloudStack.Core.Tests.Placement;

[TestFixture]
public class VolumeRuleTests
{
    private static readonly PlacementSettings FirstFit = new() { VmAllocationAlgorithm = "firstfit" };
    private static readonly AccountId Alice = AccountId.From(TestCloud.NewId());
    private TestCloud cloud = null!;
    private TestHost host = null!;

    [SetUp]
    public void A_cloud_with_one_host()
    {
        cloud = new TestCloud();
        host = cloud.AddHost();
    }

    private PlacementRequest Vm(params VolumeRequest[] volumes) => cloud.Vm() with { Volumes = volumes };

    private string? PoolOf(VolumeRequest volume, PlacementSettings? settings = null) => PoolsOf(cloud.Place(Vm(volume), settings))?[0];

    private string[]? PoolsOf(PlacementResult result) =>
        result.IsPlaced ? [.. result.Volumes.Select(v => cloud.FindPool(v.PoolId)!.Name)] : null;

    private string Why(params VolumeRequest[] volumes) => string.Join('\n', cloud.Place(Vm(volumes)).Trace!.ToLines());

    [Test]
    public void A_pool_must_carry_all_tags_and_may_carry_more()
    {
        cloud.AddPool("one").Tags = ["ssd"];
        cloud.AddPool("more").Tags = ["raid", "fast", "ssd"];
        Assert.That(PoolOf(TestCloud.Disk() with { Tags = ["ssd", "fast"] }), Is.EqualTo("more"));
        Assert.That(PoolOf(TestCloud.Disk() with { Tags = ["tape"] }), Is.Null);
    }

    [Test]
    public void A_pool_that_is_not_up_or_is_avoided_takes_nothing()
    {
        var pool = cloud.AddPool();
        Assert.That(cloud.Place(Vm(TestCloud.Disk()) with { Avoid = AvoidSet.Empty.Add(pool.Id) }).IsPlaced, Is.False);
        pool.State = "Maintenance";
        Assert.That(Why(TestCloud.Disk()), Does.Contain("State: is Maintenance, must be Up"));
    }

    [Test]
    public void Local_and_shared_volumes_go_to_pools_of_their_kind()
    {
        cloud.AddPool("shared");
        Assert.That(PoolOf(TestCloud.Disk() with { IsLocal = true }), Is.Null);
        cloud.AddPool("local", host: host);
        Assert.That(PoolOf(TestCloud.Disk() with { IsLocal = true }), Is.EqualTo("local"));
        Assert.That(PoolOf(TestCloud.Disk()), Is.EqualTo("shared"));
    }

    [Test]
    public void The_host_is_one_whose_own_disks_have_room()
    {
        cloud.AddPool("small", host: host, gib: 10);
        cloud.AddPool("big", host: cloud.AddHost("h2"), gib: 100);
        var result = cloud.Place(Vm(TestCloud.Disk(20) with { IsLocal = true }));
        Assert.That(cloud.NameOf(result), Is.EqualTo("h2"));
        Assert.That(PoolsOf(result), Is.EqualTo(["big"]));
    }

    [Test]
    public void No_root_disk_on_iscsi_and_no_system_disk_on_rbd()
    {
        cloud.AddPool("p").Type = "Iscsi";
        Assert.That(PoolOf(TestCloud.Disk() with { IsRoot = true }), Is.Null);
        Assert.That(PoolOf(TestCloud.Disk()), Is.EqualTo("p"));
        ((TestPool)host.Cluster.Pools[0]).Type = "RBD";
        Assert.That(PoolOf(TestCloud.Disk() with { IsSystemUse = true }), Is.Null);
    }

    [Test]
    public void Promises_end_at_the_threshold_and_only_nfs_is_over_provisioned()
    {
        var pool = cloud.AddPool(gib: 100);
        pool.AllocatedBytes = 65 * TestCloud.GiB;
        Assert.That(PoolOf(TestCloud.Disk(20)), Is.EqualTo("s1"));
        Assert.That(PoolOf(TestCloud.Disk(21)), Is.Null);
        pool.Type = "NetworkFilesystem";
        Assert.That(PoolOf(TestCloud.Disk(105)), Is.EqualTo("s1"), "0.85 x 2 x 100");
        Assert.That(PoolOf(TestCloud.Disk(106)), Is.Null);
        Assert.That(PoolOf(TestCloud.Disk(21), FirstFit with { StorageFactor = 1 }), Is.Null);
    }

    [Test]
    public void A_pool_that_is_really_full_takes_nothing_whatever_is_promised()
    {
        var pool = cloud.AddPool();
        pool.FullShare = 0.85;
        Assert.That(Why(TestCloud.Disk()), Does.Contain("Room: is 0.85 full, the threshold is 0.85"));
        pool.FullShare = 0.84;
        Assert.That(PoolOf(TestCloud.Disk()), Is.EqualTo("s1"));
    }

    [Test]
    public void A_template_counts_where_it_is_not_yet_and_once_for_a_vm()
    {
        var template = TemplateId.From(TestCloud.NewId());
        var pool = cloud.AddPool(gib: 100);
        VolumeRequest Disk(long gib) => TestCloud.Disk(gib) with { TemplateId = template, TemplateSizeBytes = 10 * TestCloud.GiB };
        Assert.That(PoolOf(Disk(76)), Is.Null);
        var result = cloud.Place(Vm(Disk(40), Disk(35)));
        Assert.That(result.Volumes.Select(v => (v.Bytes / TestCloud.GiB, v.CopiesTemplate)), Is.EqualTo([(50, true), (35L, false)]));
        Assert.That(cloud.Place(Vm(Disk(40), Disk(36))).IsPlaced, Is.False);
        pool.Templates.Add(template);
        Assert.That(PoolOf(Disk(85)), Is.EqualTo("s1"));
    }

    [Test]
    public void Room_is_counted_over_all_volumes_of_the_vm_largest_first()
    {
        cloud.AddPool("a", gib: 100);
        cloud.AddPool("b", gib: 60);
        Assert.That(PoolsOf(cloud.Place(Vm(TestCloud.Disk(50), TestCloud.Disk(80)))), Is.EqualTo(["b", "a"]));
        Assert.That(cloud.Place(Vm(TestCloud.Disk(50), TestCloud.Disk(50), TestCloud.Disk(50))).IsPlaced, Is.False);
    }

    [Test]
    public void A_volume_gives_way_when_a_later_one_would_find_no_pool()
    {
        cloud.AddPool("tagged", gib: 100).Tags = ["ssd"];
        cloud.AddPool("plain", gib: 100);
        var result = cloud.Place(Vm(TestCloud.Disk(80), TestCloud.Disk(70) with { Tags = ["ssd"] }));
        Assert.That(PoolsOf(result), Is.EqualTo(["plain", "tagged"]));
    }

    [Test]
    public void A_volume_that_is_on_a_pool_stays_and_draws_the_vm_there()
    {
        var far = cloud.AddCluster("c2");
        cloud.AddHost("far", far).Use(mhz: 20000);
        var pool = cloud.AddPool("there", far, gib: 1);
        cloud.AddPool("here");
        var result = cloud.Place(Vm(TestCloud.Disk(50) with { ExistingPoolId = pool.Id }));
        Assert.That(cloud.NameOf(result), Is.EqualTo("far"));
        Assert.That(result.Volumes[0], Is.EqualTo(new VolumePlacement(result.Volumes[0].VolumeId, pool.Id, 0, false)));
        pool.State = "Maintenance";
        Assert.That(cloud.Place(Vm(TestCloud.Disk(50) with { ExistingPoolId = pool.Id })).IsPlaced, Is.False);
    }

    [Test]
    public void A_volume_on_local_disks_draws_the_vm_to_that_host()
    {
        var second = cloud.AddHost("h2");
        var pool = cloud.AddPool("own", host: second);
        var disk = TestCloud.Disk() with { IsLocal = true, ExistingPoolId = pool.Id };
        Assert.That(cloud.NameOf(cloud.Place(Vm(disk))), Is.EqualTo("h2"));
        Assert.That(cloud.Place(Vm(disk) with { HostId = host.Id }).Trace!.ToLines(), Has.Some.Contains("cannot be reached from host h1"));
    }

    [Test]
    public void Volumes_on_pools_of_two_clusters_cannot_meet()
    {
        var there = cloud.AddPool("there", cloud.AddCluster("c2"));
        var here = cloud.AddPool("here");
        var result = cloud.Place(Vm(TestCloud.Disk(2) with { ExistingPoolId = here.Id }, TestCloud.Disk(1) with { ExistingPoolId = there.Id }));
        Assert.That(result.Refusal, Does.Contain("on storage pool there of cluster c2, the VM is confined to cluster c1"));
    }

    [Test]
    public void User_dispersing_takes_the_pool_with_fewest_volumes_of_the_owner()
    {
        cloud.AddPool("a").Owners[Alice] = 2;
        cloud.AddPool("b").Owners[Alice] = 1;
        var result = cloud.Place(Vm(TestCloud.Disk()) with { OwnerId = Alice }, FirstFit with { VmAllocationAlgorithm = "userdispersing" });
        Assert.That(PoolsOf(result), Is.EqualTo(["b"]));
    }

    [Test]
    public void The_random_allocator_spreads_over_pools_and_keeps_the_rules()
    {
        cloud.AddPool("a", gib: 100);
        cloud.AddPool("b", gib: 100);
        cloud.AddPool("full", gib: 1);
        var placer = new Placer(FirstFit with { HostAllocators = ["random"], PoolAllocators = ["random"] });
        var seen = Enumerable.Range(0, 100).Select(_ => PoolsOf(placer.Place(Vm(TestCloud.Disk()), cloud))![0]).Distinct().Order();
        Assert.That(seen, Is.EqualTo(["a", "b"]));
    }
}
