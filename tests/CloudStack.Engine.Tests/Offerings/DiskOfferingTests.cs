using CloudStack.Engine.Tests.Templates;

namespace CloudStack.Engine.Tests.Offerings;

public sealed class DiskOfferingTests
{
    private static readonly CreateDiskOffering Ten = new("Ten text", "Test ten") { DiskSize = 10 };

    [Test]
    public async Task An_offering_has_all_that_was_said_of_it()
    {
        await using var cloud = await TestCloud.StartAsync();

        var created = await cloud.RunAsync(Ten with { Tags = "ssd , fast", StorageType = "local" });
        var custom = await cloud.RunAsync(new CreateDiskOffering("Custom", "Test custom") { Customized = true });

        Assert.That((await cloud.RunAsync(new ListDiskOfferings { Id = created.Id }))[0], Is.EqualTo(created));
        Assert.That((created.DiskSize, created.IsCustomized, created.Tags, created.StorageType), Is.EqualTo((10L, false, "ssd,fast", "local")));
        Assert.That((custom.DiskSize, custom.IsCustomized, custom.StorageType), Is.EqualTo((0L, true, "shared")));
        Assert.That(await cloud.Database.ReadAsync(db => db.Events.CountAsync(row => row.Type == EventType.DiskOfferingCreate)), Is.EqualTo(2));
    }

    [Test]
    public async Task Odd_sizes_are_refused()
    {
        await using var cloud = await TestCloud.StartAsync();

        Assert.That((await cloud.RefusedAsync(Ten with { DiskSize = null })).Message, Does.Contain("disksize"));
        Assert.That((await cloud.RefusedAsync(Ten with { DiskSize = 0 })).Message, Does.Contain("at least 1"));
        Assert.That((await cloud.RefusedAsync(Ten with { DiskSize = 2001 })).Message, Does.Contain("storage.max.volume.size"));
        Assert.That((await cloud.RefusedAsync(Ten with { Customized = true })).Message, Does.Contain("customized"));
    }

    [Test]
    public async Task Offerings_change_are_found_and_go()
    {
        await using var cloud = await TestCloud.StartAsync();
        var tenants = await Tenants.AddAsync(cloud);
        var ten = await cloud.RunAsync(Ten);
        var foreign = await cloud.RunAsync(Ten with { Name = "Test c", DomainId = new(tenants.C.Uuid) });
        await cloud.RunAsync(new UpdateDiskOffering(foreign.Id) { SortKey = 1, Name = "Test of c" });

        Assert.That(await NamesAsync(tenants.UserOfA), Is.EqualTo(new[] { "Test ten" }));
        Assert.That(await NamesAsync(tenants.UserOfC), Is.EqualTo(new[] { "Test of c", "Test ten" }));
        await cloud.RunAsync(new DeleteDiskOffering(ten.Id));
        Assert.That(await NamesAsync(tenants.UserOfC), Is.EqualTo(new[] { "Test of c" }));
        Assert.That((await cloud.RefusedAsync(Ten, tenants.UserOfA)).Code, Is.EqualTo(ErrorCode.UnsupportedAction));

        async Task<string?[]> NamesAsync(UserId user) =>
            [.. (await cloud.RunAsync(new ListDiskOfferings { Keyword = "Test" }, user)).Items.Select(item => item.Name)];
    }
}
