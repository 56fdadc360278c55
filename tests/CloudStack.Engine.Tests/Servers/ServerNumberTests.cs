namespace CloudStack.Engine.Tests.Servers;

public sealed class ServerNumberTests
{
    [TestCase("7", 7)]
    [TestCase("10.0.0.5", 0x0A000005)]
    [TestCase("fe80::1", 1)]
    [TestCase("2001:db8::ffff:ffff:ffff:ffff", long.MaxValue)]
    public void A_number_or_an_address_gives_the_number(string text, long number) => Assert.That(ServerNumber.Of(text), Is.EqualTo(number));

    [TestCase("0")]
    [TestCase("-1")]
    [TestCase("host.example")]
    [TestCase("")]
    public void Anything_else_is_refused(string text) => Assert.That(() => ServerNumber.Of(text), Throws.InvalidOperationException);

    [Test]
    public async Task The_region_and_the_server_are_those_that_the_setup_was_told()
    {
        await using var cloud = await TestCloud.StartAsync(services => services.Configure<CloudOptions>(options => options.ManagementServer = "10.0.0.5"));
        await cloud.Get<IDatabaseSetup>().RunAsync();
        var zone = await TestZone.BuildAsync(cloud);

        Assert.That((await cloud.RunAsync(new ListHosts { Id = zone.Host.Id }))[0].ManagementServerId, Is.EqualTo(0x0A000005));
        var before = await cloud.Database.ReadAsync(db => db.ManagementServers.CountAsync());
        await cloud.Get<IDatabaseSetup>().RunAsync();
        Assert.That(await cloud.Database.ReadAsync(db => db.ManagementServers.CountAsync()), Is.EqualTo(before), "what is known is not kept twice");
        Assert.That((await cloud.RefusedAsync(new RemoveRegion(1))).Message, Does.Contain("is this cloud itself"));
    }

    [Test]
    public void A_cloud_cannot_become_another_region() =>
        Assert.That(async () => await TestCloud.StartAsync(services => services.Configure<CloudOptions>(options => options.RegionId = 2)),
            Throws.InvalidOperationException.With.Message.Contains("This cloud is region 1"));
}
