using CloudStack.Placement;

namespace CloudStack.Core.Tests.Placement;

[TestFixture]
public class HostRuleTests
{
    private static readonly PlacementSettings FirstFit = new() { VmAllocationAlgorithm = "firstfit" };

    private static string Why(PlacementResult result) => string.Join('\n', result.Trace!.ToLines());

    [Test]
    public void The_first_host_with_room_takes_the_vm()
    {
        var cloud = new TestCloud();
        cloud.AddHost("full", memoryGiB: 200).Use(memoryGiB: 200);
        cloud.AddHost("free", memoryGiB: 200);
        Assert.That(cloud.HostOf(cloud.Vm()), Is.EqualTo("free"));
    }

    [Test]
    public void Room_counts_reserved_capacity_as_used_and_says_so_in_figures()
    {
        var cloud = new TestCloud();
        cloud.AddHost("h1", memoryGiB: 128).Use(memoryGiB: 80, reservedGiB: 2);
        var result = cloud.Place(cloud.Vm(memoryGiB: 60), FirstFit with { ClusterMemoryThreshold = 10 });
        Assert.That(Why(result), Does.Contain("host h1 (c1): Room: needs 61,440 MiB, has 47,104 free of 131,072 x 1.0, 2,048 reserved for stopped VMs"));
    }

    [Test]
    public void Over_provisioning_makes_room_for_cpu_and_memory()
    {
        var cloud = new TestCloud();
        cloud.AddHost(cores: 4, mhz: 1000, memoryGiB: 4).Use(mhz: 4000, memoryGiB: 4);
        Assert.That(cloud.HostOf(cloud.Vm(), FirstFit), Is.Null);
        Assert.That(cloud.HostOf(cloud.Vm(), FirstFit with { CpuFactor = 2 }), Is.Null, "memory is still full");
        Assert.That(cloud.HostOf(cloud.Vm(), FirstFit with { CpuFactor = 2, MemoryFactor = 2 }), Is.EqualTo("h1"));
    }

    [TestCase("Down", "Enabled")]
    [TestCase("Up", "Maintenance")]
    [TestCase("Alert", "Enabled")]
    public void A_host_that_is_not_up_and_enabled_takes_nothing(string state, string resourceState)
    {
        var cloud = new TestCloud();
        var host = cloud.AddHost();
        (host.State, host.ResourceState) = (state, resourceState);
        Assert.That(Why(cloud.Place(cloud.Vm())), Does.Contain($"State: is {state} and {resourceState}"));
    }

    [Test]
    public void An_offering_tag_and_a_template_tag_must_both_be_on_the_host()
    {
        var cloud = new TestCloud();
        cloud.AddHost("plain");
        cloud.AddHost("ssd").Tags = ["ssd"];
        cloud.AddHost("both").Tags = ["ssd", "win"];
        Assert.That(cloud.HostOf(cloud.Vm() with { HostTag = "ssd" }), Is.EqualTo("ssd"));
        Assert.That(cloud.HostOf(cloud.Vm() with { HostTag = "ssd", TemplateTag = "win" }), Is.EqualTo("both"));
        Assert.That(cloud.HostOf(cloud.Vm() with { HostTag = "SSD" }), Is.Null, "a tag is compared letter by letter");
    }

    [Test]
    public void Hosts_with_the_ha_tag_serve_restarts_only()
    {
        var cloud = new TestCloud();
        var settings = FirstFit with { HaTag = "ha" };
        cloud.AddHost("spare").Tags = ["ha", "ssd"];
        cloud.AddHost("usual").Tags = ["ssd"];
        Assert.That(cloud.HostOf(cloud.Vm(), settings), Is.EqualTo("usual"));
        Assert.That(cloud.HostOf(cloud.Vm() with { HostTag = "ssd" }, settings), Is.EqualTo("usual"));
        Assert.That(cloud.HostOf(cloud.Vm() with { IsHaRestart = true }, settings), Is.EqualTo("spare"));
        Assert.That(cloud.HostOf(cloud.Vm() with { IsHaRestart = true }, FirstFit), Is.EqualTo("spare"), "without ha.tag all hosts are alike");
        Assert.That(cloud.HostOf(cloud.Vm() with { HostTag = "ha" }, settings), Is.EqualTo("spare"), "asked for by name");
    }

    [Test]
    public void A_template_that_needs_hvm_needs_a_host_that_has_it()
    {
        var cloud = new TestCloud();
        cloud.AddHost().IsHvm = false;
        Assert.That(cloud.HostOf(cloud.Vm()), Is.Null);
        Assert.That(cloud.HostOf(cloud.Vm(), FirstFit with { CheckHvm = false }), Is.EqualTo("h1"));
    }

    [Test]
    public void A_template_that_does_not_need_hvm_leaves_hvm_hosts_to_others()
    {
        var cloud = new TestCloud();
        cloud.AddHost("hvm");
        cloud.AddHost("plain").IsHvm = false;
        Assert.That(cloud.HostOf(cloud.Vm() with { RequiresHvm = false }), Is.EqualTo("plain"));
    }

    [Test]
    public void Hosts_that_prefer_the_guest_os_come_first_and_those_that_prefer_another_last()
    {
        var (windows, linux) = (GuestOsCategoryId.From(TestCloud.NewId()), GuestOsCategoryId.From(TestCloud.NewId()));
        var cloud = new TestCloud();
        var other = cloud.AddHost("other");
        var neutral = cloud.AddHost("neutral");
        var own = cloud.AddHost("own");
        (other.PreferredGuestOs, own.PreferredGuestOs) = (linux, windows);
        var vm = cloud.Vm() with { GuestOsCategoryId = windows };
        Assert.That(cloud.HostOf(vm), Is.EqualTo("own"));
        own.State = "Down";
        Assert.That(cloud.HostOf(vm), Is.EqualTo("neutral"));
        neutral.State = "Down";
        Assert.That(cloud.HostOf(vm), Is.EqualTo("other"), "a preference is not a rule");
    }

    [Test]
    public void The_offering_may_not_have_more_cores_or_faster_ones_than_the_host()
    {
        var cloud = new TestCloud();
        cloud.AddHost(cores: 4, mhz: 2000);
        var settings = FirstFit with { CpuFactor = 10 };
        Assert.That(cloud.HostOf(cloud.Vm(cores: 4, mhz: 2000), settings), Is.EqualTo("h1"));
        Assert.That(Why(cloud.Place(cloud.Vm(cores: 5), settings)), Does.Contain("needs 5 cores, has 4"));
        Assert.That(Why(cloud.Place(cloud.Vm(mhz: 2001), settings)), Does.Contain("needs cores of 2,001 MHz, has 2,000 MHz"));
    }

    [Test]
    public void The_guest_limit_is_that_of_the_version_or_else_of_default()
    {
        var cloud = new TestCloud();
        var host = cloud.AddHost();
        var settings = FirstFit with { GuestLimits = [new("KVM", "default", 2), new("KVM", "9.1", 5), new("XenServer", "default", 1)] };
        host.Guests = 2;
        Assert.That(Why(cloud.Place(cloud.Vm(), settings)), Does.Contain("GuestLimit: runs 2 guests"));
        host.HypervisorVersion = "9.1";
        Assert.That(cloud.HostOf(cloud.Vm(), settings), Is.EqualTo("h1"));
        host.Guests = 5;
        Assert.That(cloud.HostOf(cloud.Vm(), settings), Is.Null);
        Assert.That(cloud.HostOf(cloud.Vm(), FirstFit), Is.EqualTo("h1"), "no row, no limit");
    }

    [Test]
    public void What_an_earlier_try_found_unusable_is_avoided()
    {
        var cloud = new TestCloud();
        var (one, two) = (cloud.AddCluster("c1"), cloud.AddCluster("c2"));
        var first = cloud.AddHost("h1", one);
        cloud.AddHost("h2", one);
        cloud.AddHost("h3", two);
        var avoid = AvoidSet.Empty.Add(first.Id);
        Assert.That(cloud.HostOf(cloud.Vm() with { Avoid = avoid }), Is.EqualTo("h2"));
        Assert.That(cloud.HostOf(cloud.Vm() with { Avoid = avoid.Add(one.Id) }), Is.EqualTo("h3"));
        Assert.That(cloud.HostOf(cloud.Vm() with { Avoid = avoid.Add(one.Pod.Id) }), Is.Null);
    }

    [Test]
    public void A_pinned_host_is_taken_without_asking_for_tags_or_thresholds()
    {
        var cloud = new TestCloud();
        cloud.AddHost("other");
        var pinned = cloud.AddHost("pinned", cores: 16, mhz: 2000);
        pinned.Use(mhz: 31000);
        var vm = cloud.Vm() with { HostId = pinned.Id, HostTag = "ssd" };
        Assert.That(cloud.HostOf(vm, FirstFit with { ClusterCpuThreshold = 0.1 }), Is.EqualTo("pinned"));
    }

    [Test]
    public void A_pinned_host_without_room_or_in_the_avoid_set_is_refused_without_fallback()
    {
        var cloud = new TestCloud();
        cloud.AddHost("other");
        var pinned = cloud.AddHost("pinned");
        var vm = cloud.Vm() with { HostId = pinned.Id };
        Assert.That(cloud.HostOf(vm with { Avoid = AvoidSet.Empty.Add(pinned.Id) }), Is.Null);
        pinned.Use(memoryGiB: 64);
        var result = cloud.Place(vm);
        Assert.That(result.IsPlaced, Is.False);
        Assert.That(result.Refusal, Does.Contain("Host pinned"));
        Assert.That(Why(result), Does.Contain("Room"));
    }

    [Test]
    public void A_vm_goes_back_to_the_last_host_that_keeps_its_capacity()
    {
        var cloud = new TestCloud();
        cloud.AddHost("empty", cloud.AddCluster("c1"));
        var last = cloud.AddHost("last", cloud.AddCluster("c2"), cores: 16, mhz: 2000);
        last.Use(mhz: 31000, reservedMhz: 1000, memoryGiB: 63, reservedGiB: 1);
        var result = cloud.Place(cloud.Vm() with { LastHostId = last.Id });
        Assert.That(cloud.NameOf(result), Is.EqualTo("last"), "although it has nothing free and its cluster is above the threshold");
        Assert.That(result.UsesReservation, Is.True);
        Assert.That(cloud.HostOf(cloud.Vm() with { LastHostId = last.Id, KeepsReservation = false }), Is.EqualTo("empty"));
        Assert.That(cloud.HostOf(cloud.Vm(cores: 2) with { LastHostId = last.Id }), Is.EqualTo("empty"), "more than is reserved");
    }

    [Test]
    public void A_last_host_that_is_down_avoided_or_at_its_guest_limit_is_passed_over()
    {
        var cloud = new TestCloud();
        cloud.AddHost("other");
        var last = cloud.AddHost("last");
        last.Use(reservedMhz: 1000, reservedGiB: 1);
        var vm = cloud.Vm() with { LastHostId = last.Id };
        Assert.That(cloud.HostOf(vm), Is.EqualTo("last"));
        Assert.That(cloud.HostOf(vm with { Avoid = AvoidSet.Empty.Add(last.Id) }), Is.EqualTo("other"));
        last.Guests = 3;
        Assert.That(cloud.HostOf(vm, FirstFit with { GuestLimits = [new("KVM", "default", 3)] }), Is.EqualTo("other"));
        last.State = "Down";
        Assert.That(cloud.HostOf(vm), Is.EqualTo("other"));
    }

    [Test]
    public void A_restart_after_a_failure_does_not_go_to_the_last_host_when_ha_hosts_exist()
    {
        var cloud = new TestCloud();
        var last = cloud.AddHost("last");
        last.Use(reservedMhz: 1000, reservedGiB: 1);
        cloud.AddHost("spare").Tags = ["ha"];
        Assert.That(cloud.HostOf(cloud.Vm() with { LastHostId = last.Id, IsHaRestart = true }, FirstFit with { HaTag = "ha" }), Is.EqualTo("spare"));
    }
}
