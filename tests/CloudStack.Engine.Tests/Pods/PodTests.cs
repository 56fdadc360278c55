namespace CloudStack.Engine.Tests.Pods;

public sealed class PodTests
{
    [Test]
    public async Task A_range_can_grow_and_shrink()
    {
        await using var cloud = await TestCloud.StartAsync();
        var zone = await TestZone.BuildAsync(cloud, new() { ClustersPerPod = 0 });

        var grown = await cloud.RunAsync(new UpdatePod(zone.Pod.Id) { StartIp = "172.16.1.5", EndIp = "172.16.1.70", Name = "renamed", AllocationState = "Disabled" });
        Assert.That((grown.Name, grown.StartIp, grown.EndIp, grown.AllocationState), Is.EqualTo(("renamed", "172.16.1.5", "172.16.1.70", AllocationState.Disabled)));
        Assert.That(await CountAsync(cloud), Is.EqualTo(66));

        await cloud.RunAsync(new UpdatePod(zone.Pod.Id) { StartIp = "172.16.1.20", EndIp = "172.16.1.29" });
        Assert.That(await CountAsync(cloud), Is.EqualTo(10));
        Assert.That(await cloud.Database.ReadAsync(db => db.Events.CountAsync(row => row.Type == "POD.EDIT")), Is.EqualTo(2));
    }

    [Test]
    public async Task Addresses_in_use_stay_in_the_range()
    {
        await using var cloud = await TestCloud.StartAsync();
        var zone = await TestZone.BuildAsync(cloud, new() { ClustersPerPod = 0 });
        await cloud.Database.WriteAsync(db => db.PodIps.Where(row => row.Address == "172.16.1.10").Set(row => row.Taken, cloud.Time.GetUtcNow()).UpdateAsync());

        var refusal = await cloud.RefusedAsync(new UpdatePod(zone.Pod.Id) { StartIp = "172.16.1.20", EndIp = "172.16.1.60" });

        Assert.That(refusal.Message, Does.Contain("172.16.1.10"));
        Assert.That((await cloud.RefusedAsync(new DeletePod(zone.Pod.Id))).Message, Does.Contain("private IP addresses"));
        Assert.That(await CountAsync(cloud), Is.EqualTo(51));
    }

    [Test]
    public async Task A_list_is_filtered()
    {
        await using var cloud = await TestCloud.StartAsync();
        var zone = await TestZone.BuildAsync(cloud, new() { Pods = 2, ClustersPerPod = 0 });
        await TestZone.BuildAsync(cloud, new() { Name = "Other", ClustersPerPod = 0 });

        Assert.That((await cloud.RunAsync(new ListPods { ZoneId = zone.Zone.Id })).Count, Is.EqualTo(2));
        Assert.That((await cloud.RunAsync(new ListPods { Name = "pod2" })).Count, Is.EqualTo(1));
        Assert.That((await cloud.RunAsync(new ListPods { Keyword = "od" })).Count, Is.EqualTo(3));
        Assert.That((await cloud.RunAsync(new ListPods { Id = zone.Pod.Id })).Items.Single().Name, Is.EqualTo("pod1"));
        Assert.That((await cloud.RunAsync(new ListPods { AllocationState = "Disabled" })).Count, Is.Zero);
    }

    private static Task<int> CountAsync(TestCloud cloud) => cloud.Database.ReadAsync(db => db.PodIps.CountAsync());
}
