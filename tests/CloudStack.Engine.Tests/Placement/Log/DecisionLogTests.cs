using CloudStack.Engine.Tests.VirtualMachines;
using CloudStack.Placement;

namespace CloudStack.Engine.Tests.Placement.Log;

[TestFixture]
public class DecisionLogTests
{
    [Test]
    public async Task A_days_work_is_replayed_bit_for_bit()
    {
        await using var vms = await TestVms.StartAsync(new TestZoneShape { HostsPerCluster = 3, ClustersPerPod = 2 });
        await WorkAsync(vms);

        var report = await ReplayAsync(vms);

        Assert.That(report.Difference, Is.Null);
        Assert.That(report.Decisions, Is.GreaterThanOrEqualTo(8));
        Assert.That(report.Logged!.Failures, Is.GreaterThanOrEqualTo(1));
        Assert.That(await vms.DriftAsync(), Is.Empty);
    }

    [Test]
    public async Task Decisions_made_at_once_are_replayed_in_the_order_in_which_they_were_made()
    {
        await using var vms = await TestVms.StartAsync(new TestZoneShape { HostsPerCluster = 3, ClustersPerPod = 2 });
        var made = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => vms.DeployAsync()));
        await Task.WhenAll(made.Select((vm, number) => number % 2 == 0 ? vms.Cloud.RunAsync(new StopVirtualMachine(vm.Id)) : vms.DeployAsync()));

        var report = await ReplayAsync(vms);

        Assert.That(report.Difference, Is.Null);
        Assert.That(report.Decisions, Is.GreaterThanOrEqualTo(18));
    }

    [Test]
    public async Task A_replay_tells_the_first_decision_that_comes_out_differently()
    {
        await using var vms = await TestVms.StartAsync(new TestZoneShape { HostsPerCluster = 3 });
        await WorkAsync(vms);
        await vms.Cloud.Get<PlacementLog>().FlushAsync(CancellationToken.None);
        // As if the snapshot had been of an emptier zone: the first entries are lost.
        await vms.Cloud.Database.WriteAsync(async db =>
        {
            foreach (var row in await db.PlacementLog.Where(row => !row.IsBase).ToListAsync())
            {
                var entries = CloudStack.Engine.Placement.LogCodec.Decode(PlacementLog.Expand(row.Data)).ToList();
                var first = entries.OfType<CloudStack.Engine.Placement.DecisionEntry>().First();
                var other = vms.Zone.Hosts.First(host => host.Id != first.Host).Id;
                var changed = entries.SelectMany(entry => CloudStack.Engine.Placement.LogCodec.Encode(ReferenceEquals(entry, first) ? first with { Host = other } : entry)).ToArray();
                await db.PlacementLog.Where(one => one.Id == row.Id).Set(one => one.Data, Compressed(changed)).UpdateAsync();
            }
        });

        var report = await ReplayAsync(vms);

        Assert.That(report.Difference, Does.Contain("logged Placed on zone-host").And.Contain("replayed Placed on zone-host"));
        Assert.That(report.Decisions, Is.EqualTo(1));
    }

    [Test]
    public async Task Another_policy_is_compared_with_what_was_logged()
    {
        await using var vms = await TestVms.StartAsync(new TestZoneShape { HostsPerCluster = 3, ClustersPerPod = 2 });
        await WorkAsync(vms);

        var report = await ReplayAsync(vms, "mostallocated");

        Assert.That(report.Other, Is.Not.Null);
        Assert.That(report.Other!.Spread, Is.GreaterThan(0));
        Assert.That(report.Logged!.LargeSlots, Is.Not.Negative);
        Assert.That((await vms.Cloud.RunAsync(new ListVirtualMachines { ListAll = true })).Items, Is.Not.Empty, "a replay touches nothing");
    }

    [Test]
    public async Task A_policy_or_zone_that_does_not_exist_is_refused_with_its_name()
    {
        await using var vms = await TestVms.StartAsync();

        Assert.That(Assert.ThrowsAsync<CloudStackException>(() => ReplayAsync(vms, "bestest"))!.Message, Does.Contain("no policy bestest").And.Contain("firstfit"));
        Assert.That(Assert.ThrowsAsync<CloudStackException>(() => vms.Cloud.Get<IPlacementReplay>().RunAsync(new() { Zone = "nowhere" }))!.Message, Is.EqualTo("There is no zone nowhere."));
    }

    [Test]
    public async Task Decisions_are_listed_newest_first_with_their_explanation()
    {
        await using var vms = await TestVms.StartAsync();
        var first = await vms.DeployAsync();
        var second = await vms.DeployAsync();

        var all = await vms.Cloud.RunAsync(new ListPlacementDecisions());
        var one = (await vms.Cloud.RunAsync(new ListPlacementDecisions { VirtualMachineId = first.Id.ToString(), Explain = true })).Items.Single();
        var paged = await vms.Cloud.RunAsync(new ListPlacementDecisions { Page = 2, PageSize = 1 });

        Assert.That(all.Items.Select(decision => decision.VirtualMachineId), Is.EqualTo(new VirtualMachineId?[] { second.Id, first.Id }));
        Assert.That(paged.Items.Single().VirtualMachineId, Is.EqualTo(first.Id));
        Assert.That(one.HostId, Is.EqualTo(first.HostId));
        Assert.That(one.Outcome, Is.EqualTo("Placed"));
        Assert.That(one.Explanation!.HostId, Is.EqualTo(first.HostId), "the zone is as it was then, and chance as well");
        Assert.That(one.Explanation.Planner, Is.EqualTo("random"));
    }

    [Test]
    public async Task A_refused_decision_tells_administrators_why()
    {
        await using var vms = await TestVms.StartAsync();
        await DisableAsync(vms);

        var refusal = await vms.Cloud.RefusedAsync(vms.Deployment());
        var decision = (await vms.Cloud.RunAsync(new ListPlacementDecisions { Explain = true })).Items[0];

        Assert.That(refusal.Code, Is.EqualTo(ErrorCode.InsufficientCapacity));
        Assert.That(decision.Outcome, Is.EqualTo("Refused"));
        Assert.That(decision.Refusal, Does.StartWith("No place in zone"));
        Assert.That(decision.Explanation!.Refused.Select(count => count.Filter), Has.Member("State"));
    }

    [Test]
    public async Task Without_hours_nothing_is_logged()
    {
        await using var vms = await TestVms.StartAsync();
        await vms.Cloud.RunAsync(new UpdateConfiguration("placement.log.hours") { Value = "0" });

        await vms.DeployAsync();

        Assert.That((await vms.Cloud.RunAsync(new ListPlacementDecisions())).Items, Is.Empty);
        Assert.That(await vms.Cloud.Database.ReadAsync(db => db.PlacementLog.CountAsync()), Is.Zero);
    }

    [Test]
    public async Task Old_segments_go_as_a_whole_and_the_open_one_stays()
    {
        await using var vms = await TestVms.StartAsync();
        var old = await vms.DeployAsync();
        await vms.Cloud.Get<PlacementLog>().FlushAsync(CancellationToken.None);
        vms.Cloud.Time.Advance(TimeSpan.FromHours(27));
        var young = await vms.DeployAsync();
        await vms.Cloud.Get<PlacementLog>().FlushAsync(CancellationToken.None);

        await vms.RoundAsync<PlacementLogPurge>();

        Assert.That((await vms.Cloud.RunAsync(new ListPlacementDecisions())).Items.Select(decision => decision.VirtualMachineId), Is.EqualTo(new VirtualMachineId?[] { young.Id }));
        Assert.That(old.Id, Is.Not.EqualTo(young.Id));
        Assert.That((await ReplayAsync(vms)).Decisions, Is.EqualTo(1));
    }

    /// <summary>Deployments, stops, starts on the last host, a start elsewhere, an end, a change of the topology, and a refusal.</summary>
    private static async Task WorkAsync(TestVms vms)
    {
        List<VirtualMachine> made = [];
        for (var i = 0; i < 5; i++)
        {
            made.Add(await vms.DeployAsync());
        }
        await vms.Cloud.RunAsync(new StopVirtualMachine(made[0].Id));
        await vms.Cloud.RunAsync(new StopVirtualMachine(made[1].Id));
        await vms.Cloud.RunAsync(new StartVirtualMachine(made[0].Id));
        vms.Cloud.Time.Advance(TimeSpan.FromMinutes(5));
        await vms.Cloud.RunAsync(new DestroyVirtualMachine(made[2].Id));
        await vms.DeployAsync();
        await vms.Cloud.RunAsync(new UpdateHost(vms.Zone.Hosts[0].Id) { AllocationState = "Disable" });
        await vms.Cloud.RunAsync(new StartVirtualMachine(made[1].Id));
        await vms.DeployAsync();
        await DisableAsync(vms);
        await vms.Cloud.RefusedAsync(vms.Deployment());
    }

    private static async Task DisableAsync(TestVms vms)
    {
        foreach (var host in (await vms.Cloud.RunAsync(new ListHosts { Type = "Routing" })).Items.Where(host => host.ResourceState == HostResourceState.Enabled))
        {
            await vms.Cloud.RunAsync(new UpdateHost(host.Id) { AllocationState = "Disable" });
        }
    }

    private static async Task<ReplayReport> ReplayAsync(TestVms vms, string? policy = null)
    {
        await vms.Cloud.Get<PlacementLog>().FlushAsync(CancellationToken.None);
        return await vms.Cloud.Get<IPlacementReplay>().RunAsync(new() { Policy = policy });
    }

    private static byte[] Compressed(byte[] data)
    {
        using var bytes = new MemoryStream();
        using (var to = new System.IO.Compression.BrotliStream(bytes, System.IO.Compression.CompressionLevel.Fastest))
        {
            to.Write(data);
        }
        return bytes.ToArray();
    }
}
