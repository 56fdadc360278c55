using CloudStack.Engine.Tests.Accounts;

namespace CloudStack.Engine.Tests.Tags;

public sealed class TagTests
{
    private static readonly Guid VolumeUuid = Guid.Parse("11111111-2222-4333-8444-555555555555");

    [Test]
    public async Task Tags_are_put_on_listed_and_taken_off()
    {
        await using var cloud = await TestCloud.StartAsync();
        var tenants = await StartAsync(cloud);
        var user = tenants.User("lab-user");

        await cloud.RunAsync(Create("volume", ("colour", "red"), ("size", "big")), user);
        Assert.That((await cloud.RunAsync(new ListTags { ResourceType = "Volume" }, user)).Select(tag => $"{tag.Key}={tag.Value}"), Is.EqualTo(new[] { "colour=red", "size=big" }));
        Assert.That((await cloud.RunAsync(new ListTags { Key = "size", ListAll = true, ResourceId = VolumeUuid.ToString() }))[0].Account, Is.EqualTo("lab-user"));
        await cloud.RunAsync(new DeleteTags([VolumeUuid.ToString()], "Volume") { Tags = new Dictionary<string, string> { ["colour"] = "" } }, user);
        Assert.That((await cloud.RunAsync(new ListTags(), user)).Select(tag => tag.Key), Is.EqualTo(new[] { "size" }));
        await cloud.RunAsync(new DeleteTags([VolumeUuid.ToString()], "Volume"), user);

        Assert.That(await cloud.RunAsync(new ListTags(), user), Is.Empty);
        Assert.That((await cloud.RefusedAsync(new DeleteTags([VolumeUuid.ToString()], "Volume"), user)).Code, Is.EqualTo(ErrorCode.InvalidParameter));
    }

    [Test]
    public async Task What_cannot_be_tagged_is_refused()
    {
        await using var cloud = await TestCloud.StartAsync();
        var tenants = await StartAsync(cloud);
        await cloud.RunAsync(Create("Volume", ("colour", "red")));

        Assert.That((await cloud.RefusedAsync(Create("Volume", ("colour", "blue")))).Message, Does.Contain("already"));
        Assert.That((await cloud.RefusedAsync(Create("Volume", ("x", "")))).Code, Is.EqualTo(ErrorCode.InvalidParameter));
        Assert.That((await cloud.RefusedAsync(Create("Snapshot", ("x", "y")))).Message, Does.Contain("Snapshot"));
        Assert.That((await cloud.RefusedAsync(Create("Planet", ("x", "y")))).Message, Does.Contain("UserVm"));
        Assert.That((await cloud.RefusedAsync(Create("UserVm", ("x", "y")))).Message, Does.Contain(VolumeUuid.ToString()));
        Assert.That((await cloud.RefusedAsync(Create("Volume", ("x", "y")), tenants.User("sales-admin"))).Code, Is.EqualTo(ErrorCode.PermissionDenied));
    }

    [Test]
    public async Task Views_get_the_tags_of_a_page_at_once()
    {
        await using var cloud = await TestCloud.StartAsync();
        await StartAsync(cloud);
        await cloud.RunAsync(Create("Volume", ("colour", "red")));

        var tags = await cloud.Database.ReadAsync(db => TagViews.ByResourceAsync(db, "Volume", [1, 2]));
        await cloud.Database.WriteAsync(db => ResourceTagRows.RemoveAsync(db, "Volume", 1));

        Assert.That(tags[1].Single().Value, Is.EqualTo("red"));
        Assert.That(await cloud.RunAsync(new ListTags { ListAll = true }), Is.Empty);
    }

    private static CreateTags Create(string kind, params (string Key, string Value)[] tags) =>
        new([VolumeUuid.ToString()], kind, tags.ToDictionary(tag => tag.Key, tag => tag.Value));

    private static async Task<Tenants> StartAsync(TestCloud cloud)
    {
        var tenants = await Tenants.MakeAsync(cloud);
        await cloud.Database.WriteAsync(async db =>
        {
            var owner = await db.Accounts.FirstAsync(row => row.Name == "lab-user");
            await db.InsertRowAsync(new VolumeRow { Uuid = VolumeUuid, Name = "v", AccountId = owner.Id, DomainId = owner.DomainId });
        });
        return tenants;
    }
}
