using CloudStack.Engine.Tests.Templates;

namespace CloudStack.Engine.Tests.GuestOses;

public sealed class ListOsTypesTests
{
    [Test]
    public async Task Guest_operating_systems_are_found_by_id_category_name_and_keyword()
    {
        await using var test = await Catalogue.StartAsync();
        var category = (await test.Cloud.RunAsync(new ListOsCategories { Name = "Test category" })).Items.Single();
        var cloud = test.Cloud;

        Assert.That((await cloud.RunAsync(new ListOsTypes { Id = test.Os }))[0].OsCategoryId, Is.EqualTo(category.Id));
        Assert.That((await cloud.RunAsync(new ListOsTypes { OsCategoryId = category.Id })).Items.Single().Description, Is.EqualTo("Test OS"));
        Assert.That((await cloud.RunAsync(new ListOsTypes { Description = "Test OS" }, test.Tenants.UserOfA)).Items.Single().Id, Is.EqualTo(test.Os));
        Assert.That((await cloud.RunAsync(new ListOsTypes { Keyword = "est O" })).Items.Single().Id, Is.EqualTo(test.Os));
        Assert.That((await cloud.RunAsync(new ListOsTypes { Description = "No such" })).Items, Is.Empty);
        Assert.That((await cloud.RunAsync(new ListOsCategories { Id = category.Id, Keyword = "Test" })).Items.Single(), Is.EqualTo(category));
    }
}
