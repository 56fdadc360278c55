using CloudStack.Engine.Tests.Templates;

namespace CloudStack.Engine.Tests.Offerings;

public sealed class ServiceOfferingTests
{
    private static readonly CreateServiceOffering Small = new(2, 1500, "Small text", 512, "Test small");

    [Test]
    public async Task An_offering_has_all_that_was_said_of_it()
    {
        await using var cloud = await TestCloud.StartAsync();

        var created = await cloud.RunAsync(Small with
        {
            HostTags = " gpu ", Tags = "ssd, fast,,", StorageType = "Local", OfferHa = true, LimitCpuUse = true, NetworkRate = 300,
        });
        var listed = (await cloud.RunAsync(new ListServiceOfferings { Id = created.Id })).Items.Single();

        Assert.That(listed, Is.EqualTo(created));
        Assert.Multiple(() =>
        {
            Assert.That((listed.Name, listed.DisplayText, listed.CpuNumber, listed.CpuSpeed, listed.Memory), Is.EqualTo(("Test small", "Small text", 2, 1500, 512)));
            Assert.That((listed.HostTags, listed.Tags, listed.StorageType, listed.NetworkRate), Is.EqualTo(("gpu", "ssd,fast", "local", 300)));
            Assert.That((listed.OfferHa, listed.LimitCpuUse, listed.IsSystem, listed.DefaultUse), Is.EqualTo((true, true, false, false)));
        });
        Assert.That(await cloud.Database.ReadAsync(db => db.Events.CountAsync(row => row.Type == EventType.ServiceOfferingCreate)), Is.EqualTo(1));
    }

    [Test]
    public async Task Odd_values_are_refused()
    {
        await using var cloud = await TestCloud.StartAsync();

        await RefusedAsync(Small with { CpuNumber = 0 }, "cpunumber");
        await RefusedAsync(Small with { CpuSpeed = 1L << 31 }, "cpuspeed");
        await RefusedAsync(Small with { Memory = 31 }, "memory");
        await RefusedAsync(Small with { Name = "" }, "name");
        await RefusedAsync(Small with { StorageType = "remote" }, "storagetype");
        await RefusedAsync(Small with { NetworkRate = -2 }, "networkrate");
        await RefusedAsync(Small with { SystemVmType = "domainrouter" }, "issystem");
        await RefusedAsync(Small with { IsSystem = true, SystemVmType = "vm" }, "systemvmtype");
        await RefusedAsync(Small with { IsSystem = true, SystemVmType = "consoleproxy", NetworkRate = 1 }, "networkrate");

        async Task RefusedAsync(CreateServiceOffering command, string expected)
        {
            var refusal = await cloud.RefusedAsync(command);
            Assert.That(refusal.Code, Is.EqualTo(ErrorCode.InvalidParameter));
            Assert.That(refusal.Message, Does.Contain(expected));
        }
    }

    [Test]
    public async Task System_offerings_are_listed_apart_and_for_root_only()
    {
        await using var cloud = await TestCloud.StartAsync();
        var tenants = await Tenants.AddAsync(cloud);
        await cloud.RunAsync(Small with { Name = "Test router", IsSystem = true, NetworkRate = -1 });
        await cloud.RunAsync(Small with { Name = "Test proxy", IsSystem = true, SystemVmType = "consoleproxy" });

        var routers = await cloud.RunAsync(new ListServiceOfferings { IsSystem = true, SystemVmType = "DomainRouter", Keyword = "Test" });

        Assert.That((routers[0].Name, routers[0].SystemVmType, routers[0].NetworkRate), Is.EqualTo(("Test router", "domainrouter", 0)));
        Assert.That(routers.Items, Has.Count.EqualTo(1));
        Assert.That((await cloud.RunAsync(new ListServiceOfferings { Keyword = "Test" })).Items, Is.Empty);
        Assert.That((await cloud.RefusedAsync(new ListServiceOfferings { IsSystem = true }, tenants.AdminOfA)).Code, Is.EqualTo(ErrorCode.PermissionDenied));
    }

    [Test]
    public async Task An_offering_of_a_domain_is_seen_in_its_line_of_domains()
    {
        await using var cloud = await TestCloud.StartAsync();
        var tenants = await Tenants.AddAsync(cloud);
        await cloud.RunAsync(Small with { Name = "Test all" });
        await cloud.RunAsync(Small with { Name = "Test a", DomainId = new(tenants.A.Uuid) });
        await cloud.RunAsync(Small with { Name = "Test b", DomainId = new(tenants.B.Uuid) });

        Assert.That(await NamesAsync(tenants.UserOfA), Is.EqualTo(new[] { "Test all", "Test a" }));
        Assert.That(await NamesAsync(tenants.UserOfB), Is.EqualTo(new[] { "Test all", "Test a", "Test b" }));
        Assert.That(await NamesAsync(tenants.AdminOfA), Is.EqualTo(new[] { "Test all", "Test a", "Test b" }));
        Assert.That(await NamesAsync(tenants.UserOfC), Is.EqualTo(new[] { "Test all" }));
        Assert.That((await cloud.RunAsync(new ListServiceOfferings { DomainId = new(tenants.A.Uuid) }, tenants.UserOfB)).Items.Single().Domain, Is.EqualTo("a"));
        Assert.That((await cloud.RefusedAsync(new ListServiceOfferings { DomainId = new(tenants.B.Uuid) }, tenants.UserOfC)).Code, Is.EqualTo(ErrorCode.PermissionDenied));

        async Task<string?[]> NamesAsync(UserId user) =>
            [.. (await cloud.RunAsync(new ListServiceOfferings { Keyword = "Test" }, user)).Items.Select(item => item.Name)];
    }

    [Test]
    public async Task Only_offerings_that_a_virtual_machine_can_change_to_are_listed_for_it()
    {
        await using var cloud = await TestCloud.StartAsync();
        var tenants = await Tenants.AddAsync(cloud);
        var now = await cloud.RunAsync(Small with { Name = "Test now", Tags = "ssd" });
        await cloud.RunAsync(Small with { Name = "Test more", Tags = "fast,ssd" });
        await cloud.RunAsync(Small with { Name = "Test untagged" });
        await cloud.RunAsync(Small with { Name = "Test similar", Tags = "ssd2" });
        await cloud.RunAsync(Small with { Name = "Test local", Tags = "ssd", StorageType = "local" });
        await cloud.RunAsync(Small with { Name = "Test foreign", Tags = "ssd", DomainId = new(tenants.C.Uuid) });
        var vm = await cloud.Database.WriteAsync(async db =>
        {
            var owner = await db.Accounts.SingleAsync(row => row.Name == "user-a");
            var offering = await db.ServiceOfferings.SingleAsync(row => row.Uuid == now.Id.Value);
            return await db.InsertRowAsync(new VirtualMachineRow
            {
                Uuid = Guid.CreateVersion7(), AccountId = owner.Id, DomainId = owner.DomainId, Type = "User", Name = "vm", InstanceName = "i-1-VM", State = VirtualMachineState.Stopped,
                UserId = 2, ZoneId = 1, ServiceOfferingId = offering.Id, GuestOsId = 1, Hypervisor = "Simulator", StateChanged = cloud.Time.GetUtcNow(), Created = cloud.Time.GetUtcNow(),
            });
        });
        var command = new ListServiceOfferings { VirtualMachineId = new(vm.Uuid) };

        Assert.That((await cloud.RunAsync(command)).Items.Select(item => item.Name), Is.EqualTo(new[] { "Test more" }));
        Assert.That((await cloud.RunAsync(command, tenants.UserOfA)).Items.Select(item => item.Name), Is.EqualTo(new[] { "Test more" }));
        Assert.That((await cloud.RefusedAsync(command, tenants.UserOfC)).Code, Is.EqualTo(ErrorCode.PermissionDenied));
    }

    [Test]
    public async Task High_sort_keys_come_first_and_pages_count_all()
    {
        await using var cloud = await TestCloud.StartAsync();
        await cloud.RunAsync(Small with { Name = "Test 1" });
        var second = await cloud.RunAsync(Small with { Name = "Test 2" });
        var updated = await cloud.RunAsync(new UpdateServiceOffering(second.Id) { SortKey = 3, DisplayText = "New text" });

        var page = await cloud.RunAsync(new ListServiceOfferings { Keyword = "Test", Page = 1, PageSize = 1 });

        Assert.That((updated.Name, updated.DisplayText), Is.EqualTo(("Test 2", "New text")));
        Assert.That((page[0].Name, page.Count), Is.EqualTo(("Test 2", 2)));
    }

    [Test]
    public async Task A_deleted_offering_is_not_listed_and_a_default_one_stays()
    {
        await using var cloud = await TestCloud.StartAsync();
        var offering = await cloud.RunAsync(Small);
        var router = await cloud.RunAsync(Small with { Name = "Test router", IsSystem = true });
        await cloud.Database.WriteAsync(db => db.ServiceOfferings.Where(row => row.Uuid == router.Id.Value).Set(row => row.IsDefault, true).UpdateAsync());

        await cloud.RunAsync(new DeleteServiceOffering(offering.Id));

        Assert.That((await cloud.RunAsync(new ListServiceOfferings { Name = "Test small" })).Items, Is.Empty);
        Assert.That((await cloud.RefusedAsync(new DeleteServiceOffering(offering.Id))).Message, Does.Contain("no service offering"));
        Assert.That((await cloud.RefusedAsync(new DeleteServiceOffering(router.Id))).Message, Does.Contain("default"));
    }

    [Test]
    public async Task Only_root_makes_offerings()
    {
        await using var cloud = await TestCloud.StartAsync();
        var tenants = await Tenants.AddAsync(cloud);

        Assert.That((await cloud.RefusedAsync(Small, tenants.AdminOfA)).Code, Is.EqualTo(ErrorCode.UnsupportedAction));
    }
}
