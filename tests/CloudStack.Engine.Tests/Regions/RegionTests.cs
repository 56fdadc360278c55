namespace CloudStack.Engine.Tests.Regions;

public sealed class RegionTests
{
    [Test]
    public async Task Regions_are_added_changed_listed_and_removed()
    {
        await using var cloud = await TestCloud.StartAsync();
        var before = (await cloud.RunAsync(new ListRegions())).Count;

        await cloud.RunAsync(new AddRegion("http://two.example:8080/client/", 2, "two"));
        var updated = await cloud.RunAsync(new UpdateRegion(2) { Name = "second", Endpoint = "http://2.example/client/" });

        Assert.That((updated.Id, updated.Name, updated.Endpoint), Is.EqualTo((2, "second", "http://2.example/client/")));
        Assert.That((await cloud.RunAsync(new ListRegions { Id = 2 })).Items.Single().Name, Is.EqualTo("second"));
        Assert.That((await cloud.RunAsync(new ListRegions { Name = "two" })).Items, Is.Empty);
        Assert.That((await cloud.RefusedAsync(new AddRegion("http://x/", 2, "x"))).Message, Does.Contain("region 2"));
        Assert.That((await cloud.RefusedAsync(new AddRegion("http://x/", 3, "second"))).Message, Does.Contain("second"));
        Assert.That((await cloud.RefusedAsync(new AddRegion("nowhere", 3, "x"))).Message, Does.Contain("endpoint"));
        await cloud.RunAsync(new RemoveRegion(2));
        Assert.That((await cloud.RunAsync(new ListRegions())).Count, Is.EqualTo(before));
        Assert.That((await cloud.RefusedAsync(new RemoveRegion(2))).Message, Does.Contain("no region 2"));
        Assert.That((await cloud.RefusedAsync(new UpdateRegion(2) { Name = "x" })).Message, Does.Contain("no region 2"));
    }
}
