namespace CloudStack.Engine.Tests.Pods;

public sealed class CreatePodTests
{
    [Test]
    public async Task A_pod_has_its_reserved_addresses()
    {
        await using var cloud = await TestCloud.StartAsync();
        var zone = await ZoneAsync(cloud);

        var pod = await cloud.RunAsync(new CreatePod("192.168.5.1", "pod", "255.255.255.0", "192.168.5.10", zone.Id) { EndIp = "192.168.5.19" });

        Assert.That(pod.Netmask, Is.EqualTo("255.255.255.0"));
        Assert.That(pod.AllocationState, Is.EqualTo(AllocationState.Enabled));
        Assert.That(pod.ZoneName, Is.EqualTo("Zone"));
        var addresses = await cloud.Database.ReadAsync(db => db.PodIps.OrderBy(row => row.Id).ToListAsync());
        Assert.That(addresses.Select(row => row.Address), Is.EqualTo(Enumerable.Range(10, 10).Select(number => $"192.168.5.{number}")));
        Assert.That(addresses.Select(row => row.MacNumber).Distinct().Count(), Is.EqualTo(10));
    }

    [Test]
    public async Task Without_an_end_the_range_goes_to_the_end_of_the_subnet()
    {
        await using var cloud = await TestCloud.StartAsync();
        var zone = await ZoneAsync(cloud);

        var pod = await cloud.RunAsync(new CreatePod("192.168.5.1", "pod", "255.255.255.0", "192.168.5.200", zone.Id));

        Assert.That(pod.EndIp, Is.EqualTo("192.168.5.254"));
    }

    [TestCase("192.168.5.1", "255.255.255.0", "192.168.6.10", "192.168.6.20", "not in the pod's subnet")]
    [TestCase("192.168.5.1", "255.255.255.0", "192.168.5.20", "192.168.5.10", "comes after")]
    [TestCase("192.168.5.15", "255.255.255.0", "192.168.5.10", "192.168.5.20", "gateway")]
    [TestCase("192.168.5.1", "255.0.255.0", "192.168.5.10", "192.168.5.20", "netmask")]
    [TestCase("192.168.5", "255.255.255.0", "192.168.5.10", "192.168.5.20", "gateway")]
    [TestCase("10.1.1.1", "255.255.255.0", "10.1.1.10", "10.1.1.20", "guest network")]
    [TestCase("10.0.0.1", "255.0.0.0", "10.0.1.0", "10.200.0.0", "addresses")]
    public async Task A_range_that_cannot_be_is_refused(string gateway, string netmask, string start, string end, string reason)
    {
        await using var cloud = await TestCloud.StartAsync();
        var zone = await ZoneAsync(cloud);

        var refusal = await cloud.RefusedAsync(new CreatePod(gateway, "pod", netmask, start, zone.Id) { EndIp = end });

        Assert.That(refusal.Code, Is.EqualTo(ErrorCode.InvalidParameter));
        Assert.That(refusal.Message, Does.Contain(reason));
    }

    [Test]
    public async Task Names_and_subnets_of_a_zone_are_used_once()
    {
        await using var cloud = await TestCloud.StartAsync();
        var zone = await ZoneAsync(cloud);
        await cloud.RunAsync(new CreatePod("192.168.5.1", "pod", "255.255.255.0", "192.168.5.10", zone.Id));

        var name = await cloud.RefusedAsync(new CreatePod("192.168.6.1", "pod", "255.255.255.0", "192.168.6.10", zone.Id));
        var subnet = await cloud.RefusedAsync(new CreatePod("192.168.4.1", "pod2", "255.255.252.0", "192.168.4.10", zone.Id));

        Assert.That(name.Message, Does.Contain("the name pod"));
        Assert.That(subnet.Message, Does.Contain("overlaps"));
    }

    private static Task<Zone> ZoneAsync(TestCloud cloud) => cloud.RunAsync(new CreateZone("8.8.8.8", "10.0.0.2", "Zone", "Advanced"));
}
