namespace CloudStack.Engine.Tests.ImageStores;

public sealed class AddSecondaryStorageTests
{
    [Test]
    public async Task A_store_is_listed_and_deleted_as_a_host()
    {
        await using var cloud = await TestCloud.StartAsync(StoreWorld.Configure);
        var zone = await TestZone.BuildAsync(cloud, new() { Pods = 0 });

        var added = await cloud.RunAsync(new AddSecondaryStorage("file:///tmp/") { ZoneId = zone.Zone.Id });
        var listed = (await cloud.RunAsync(new ListHosts { Type = "SecondaryStorage" })).Items.Single();

        Assert.That((added.Type, added.State, added.Name, added.ZoneName), Is.EqualTo(("SecondaryStorage", HostStatus.Up, "file:///tmp", "Zone")));
        Assert.That(listed.Id, Is.EqualTo(added.Id));
        Assert.That((await cloud.RefusedAsync(new AddSecondaryStorage("file:///tmp") { ZoneId = zone.Zone.Id })).Message, Does.Contain("already"));
        Assert.That((await cloud.RunAsync(new UpdateHost(added.Id) { Url = "nfs://other.example/secondary" })).Name, Is.EqualTo("nfs://other.example/secondary"));
        await cloud.RunAsync(new DeleteHost(added.Id));
        Assert.That(await cloud.Database.ReadAsync(db => db.ImageStores.CountAsync(row => row.Removed == null)), Is.Zero);
        Assert.That((await cloud.RunAsync(new ListHosts())).Count, Is.Zero);
    }

    [Test]
    public async Task A_directory_is_measured_and_must_be_there()
    {
        await using var cloud = await TestCloud.StartAsync(StoreWorld.Configure);
        var zone = await TestZone.BuildAsync(cloud, new() { Pods = 0 });

        await cloud.RunAsync(new AddSecondaryStorage("file:///tmp") { ZoneId = zone.Zone.Id });

        Assert.That((await cloud.RunAsync(new ListCapacity { Type = 6 })).Items.Single().CapacityTotal, Is.GreaterThan(0));
        Assert.That((await cloud.RefusedAsync(new AddSecondaryStorage("http://store.example/path") { ZoneId = zone.Zone.Id })).Message, Does.Contain("No plugin"));
        Assert.That((await cloud.RefusedAsync(new AddSecondaryStorage("file:///not/there") { ZoneId = zone.Zone.Id })).Message, Does.Contain("/not/there"));
    }

    [TestCase("ftp://server/path")]
    [TestCase("nfs:///path")]
    [TestCase("nfs://server")]
    [TestCase("path")]
    public async Task Odd_urls_are_refused(string url)
    {
        await using var cloud = await TestCloud.StartAsync(StoreWorld.Configure);
        var zone = await TestZone.BuildAsync(cloud, new() { Pods = 0 });

        Assert.That((await cloud.RefusedAsync(new AddSecondaryStorage(url) { ZoneId = zone.Zone.Id })).Code, Is.EqualTo(ErrorCode.InvalidParameter));
        Assert.That((await cloud.RefusedAsync(new AddSecondaryStorage("nfs://a/b"))).Message, Does.Contain("zoneid"));
    }
}
