using CloudStack.Engine.Tests.Accounts;

namespace CloudStack.Engine.Tests.Offerings;

public sealed class VpcOfferingTests
{
    private static readonly string[] Some = ["Dhcp", "dns", "UserData"];

    [Test]
    public async Task A_new_cloud_has_the_offering_of_4_1()
    {
        await using var cloud = await TestCloud.StartAsync();

        var offering = (await cloud.RunAsync(new ListVpcOfferings())).Single();

        Assert.That((offering.Name, offering.DisplayText, offering.IsDefault, offering.State),
            Is.EqualTo(("Default VPC offering", "Default VPC offering", true, OfferingState.Enabled)));
        Assert.That(offering.Service.Select(service => service.Name),
            Is.EqualTo(new[] { "Dhcp", "Dns", "UserData", "NetworkACL", "PortForwarding", "Lb", "SourceNat", "StaticNat", "Gateway", "Vpn" }));
        Assert.That(offering.Service.SelectMany(service => service.Provider).Select(provider => provider.Name), Is.All.EqualTo("VpcVirtualRouter"));
        Assert.That((await cloud.RefusedAsync(new DeleteVpcOffering(offering.Id))).Message, Does.Contain("comes with the cloud"));
    }

    [Test]
    public async Task An_offering_is_made_changed_listed_and_deleted()
    {
        await using var cloud = await TestCloud.StartAsync();

        var made = await cloud.RunAsync(new CreateVpcOffering("For tests", "small", [.. Some, "Connectivity", "Dns"]));
        Assert.That((made.Name, made.DisplayText, made.State, made.IsDefault), Is.EqualTo(("small", "For tests", OfferingState.Disabled, false)));
        Assert.That(made.Service.Select(service => $"{service.Name} {service.Provider[0].Name}"), Is.EqualTo(new[]
        {
            "Dhcp VpcVirtualRouter", "Dns VpcVirtualRouter", "UserData VpcVirtualRouter", "Connectivity NiciraNvp", "SourceNat VpcVirtualRouter",
            "NetworkACL VpcVirtualRouter", "Gateway VpcVirtualRouter",
        }));

        var changed = await cloud.RunAsync(new UpdateVpcOffering { Id = made.Id, Name = "smaller", DisplayText = "Changed", State = "enabled" });
        Assert.That((changed.Name, changed.DisplayText, changed.State), Is.EqualTo(("smaller", "Changed", OfferingState.Enabled)));

        Assert.That(await NamesAsync(cloud, new() { Id = made.Id }), Is.EqualTo(new[] { "smaller" }));
        Assert.That(await NamesAsync(cloud, new() { Name = "mall" }), Is.EqualTo(new[] { "smaller" }));
        Assert.That(await NamesAsync(cloud, new() { DisplayText = "hange" }), Is.EqualTo(new[] { "smaller" }));
        Assert.That(await NamesAsync(cloud, new() { Keyword = "Changed" }), Is.EqualTo(new[] { "smaller" }));
        Assert.That(await NamesAsync(cloud, new() { IsDefault = false }), Is.EqualTo(new[] { "smaller" }));
        Assert.That(await NamesAsync(cloud, new() { SupportedServices = ["Dhcp", "Vpn"] }), Is.EqualTo(new[] { "Default VPC offering" }));
        Assert.That(await NamesAsync(cloud, new() { State = "Disabled" }), Is.Empty);
        Assert.That(await NamesAsync(cloud, new() { Page = 2, PageSize = 1 }), Is.EqualTo(new[] { "smaller" }));

        await cloud.RunAsync(new DeleteVpcOffering(made.Id));
        Assert.That(await NamesAsync(cloud, new()), Is.EqualTo(new[] { "Default VPC offering" }));
        Assert.That((await cloud.RefusedAsync(new DeleteVpcOffering(made.Id))).Code, Is.EqualTo(ErrorCode.InvalidParameter));
        Assert.That((await cloud.RunAsync(new ListEvents { ListAll = true })).Items.Where(entry => entry.State == EventState.Completed).Select(entry => entry.Type),
            Is.SupersetOf(new[] { "VPC.OFFERING.CREATE", "VPC.OFFERING.UPDATE", "VPC.OFFERING.DELETE" }));
    }

    [Test]
    public async Task What_a_vpc_cannot_have_is_refused()
    {
        await using var cloud = await TestCloud.StartAsync();
        foreach (var service in new[] { "SecurityGroup", "Firewall", "Magic" })
        {
            Assert.That((await cloud.RefusedAsync(new CreateVpcOffering("x", "x", ["Dhcp", service]))).Message, Does.StartWith($"supportedservices cannot hold {service}"));
        }
        Assert.That((await cloud.RefusedAsync(new CreateVpcOffering("x", "x", []))).Code, Is.EqualTo(ErrorCode.InvalidParameter));
        Assert.That((await cloud.RefusedAsync(new CreateVpcOffering("x", "Default VPC offering", Some))).Message, Does.Contain("Choose another name"));
        Assert.That((await cloud.RefusedAsync(new UpdateVpcOffering())).Message, Does.Contain("needs the parameter id"));
        var made = await cloud.RunAsync(new CreateVpcOffering("x", "x", Some));
        Assert.That((await cloud.RefusedAsync(new UpdateVpcOffering { Id = made.Id, Name = "Default VPC offering" })).Message, Does.Contain("Choose another name"));
        Assert.That((await cloud.RefusedAsync(new UpdateVpcOffering { Id = made.Id, State = "Broken" })).Message, Does.StartWith("state cannot be Broken"));
    }

    [Test]
    public async Task Users_see_offerings_and_only_root_makes_them()
    {
        await using var cloud = await TestCloud.StartAsync();
        var user = (await cloud.RunAsync(Tenants.New("user", null, AccountType.User))).User[0].Id;

        Assert.That((await cloud.RunAsync(new ListVpcOfferings(), user)).Count, Is.EqualTo(1));
        Assert.That((await cloud.RefusedAsync(new CreateVpcOffering("x", "x", Some), user)).Code, Is.EqualTo(ErrorCode.UnsupportedAction));
    }

    private static async Task<IEnumerable<string?>> NamesAsync(TestCloud cloud, ListVpcOfferings list) =>
        (await cloud.RunAsync(list)).Items.Select(offering => offering.Name);
}
