namespace CloudStack.Engine.Tests.Zones;

public sealed class CreateZoneTests
{
    [Test]
    public async Task A_zone_is_listed_as_it_was_created()
    {
        await using var cloud = await TestCloud.StartAsync();

        var created = await cloud.RunAsync(new CreateZone("8.8.8.8", "10.0.0.2", "Zone 1", "Advanced"));
        var listed = await cloud.RunAsync(new ListZones { Id = created.Id });

        Assert.That(listed.Items, Has.Count.EqualTo(1));
        Assert.That(listed.Items[0].GuestCidrAddress, Is.EqualTo("10.1.1.0/24"));
        Assert.That(listed.Items[0].AllocationState, Is.EqualTo(AllocationState.Disabled));
    }

    [Test]
    public async Task A_name_is_used_once()
    {
        await using var cloud = await TestCloud.StartAsync();
        await cloud.RunAsync(new CreateZone("8.8.8.8", "10.0.0.2", "Zone 1", "Advanced"));

        var refusal = await cloud.RefusedAsync(new CreateZone("8.8.8.8", "10.0.0.2", "Zone 1", "Basic"));

        Assert.That(refusal.Code, Is.EqualTo(ErrorCode.InvalidParameter));
        Assert.That(refusal.Message, Does.Contain("Zone 1"));
    }

    [Test]
    public async Task An_odd_address_is_named_in_the_refusal()
    {
        await using var cloud = await TestCloud.StartAsync();

        var refusal = await cloud.RefusedAsync(new CreateZone("8.8.8", "10.0.0.2", "Zone 1", "Advanced"));

        Assert.That(refusal.Message, Does.Contain("dns1").And.Contain("8.8.8"));
    }
}
