namespace CloudStack.Api.Tests.Client;

/// <summary>The same scenarios on the engine in process and through the client over a real socket: the two behave alike.</summary>
[TestFixture(false)]
[TestFixture(true)]
internal sealed class ClientTests(bool overHttp)
{
    private ICloud _cloud = null!;

    [OneTimeSetUp]
    public void Connect() => _cloud = overHttp
        ? CloudStackClient.Connect(new()
        {
            Endpoint = new($"http://127.0.0.1:{Demo.Server.Port}/client/api"), ApiKey = Demo.Admin.ApiKey, SecretKey = Demo.Admin.Secret,
            FirstPoll = TimeSpan.FromMilliseconds(10),
        })
        : Demo.Server.Cloud;

    [Test]
    public async Task A_machine_is_deployed_listed_stopped_and_destroyed()
    {
        var name = overHttp ? "afar" : "here";
        var vm = await _cloud.ExecuteAsync(new DeployVirtualMachine(Demo.Offering.Id, Demo.Template.Id, Demo.Zone.Id)
        {
            Name = name, NetworkIds = [Demo.Network.Id], DisplayName = "a & b, \u00FC *~+/",
        }, Caller.Root);
        Assert.That((vm.Name, vm.DisplayName, vm.State, vm.Nic.Count), Is.EqualTo((name, "a & b, \u00FC *~+/", VirtualMachineState.Running, 1)));
        var found = await _cloud.ExecuteAsync(new ListVirtualMachines { Id = vm.Id }, Caller.Root);
        Assert.That((found.Count, found[0].Id, found[0].ZoneName), Is.EqualTo((1, vm.Id, Demo.Zone.Name)));
        Assert.That(found[0].Created, Is.EqualTo(DateTimeOffset.UtcNow).Within(TimeSpan.FromMinutes(1)));

        var started = await _cloud.StartAsync(new StopVirtualMachine(vm.Id), Caller.Root);
        Assert.That((await _cloud.WaitAsync<VirtualMachine>(started.JobId, Caller.Root)).State, Is.EqualTo(VirtualMachineState.Stopped));
        Assert.That((await _cloud.ExecuteAsync(new DestroyVirtualMachine(vm.Id), Caller.Root)).State, Is.EqualTo(VirtualMachineState.Destroyed));
    }

    [Test]
    public async Task Maps_lists_and_records_arrive_as_they_were_sent()
    {
        var key = overHttp ? "afar" : "here";
        await _cloud.ExecuteAsync(new CreateTags([$"{Demo.Network.Id}"], "Network", new Dictionary<string, string> { [key] = "x=y&z", [key + "2"] = "a,b" }), Caller.Root);
        var tags = await _cloud.ExecuteAsync(new ListTags { ResourceId = $"{Demo.Network.Id}", Key = key }, Caller.Root);
        Assert.That(tags.Select(tag => tag.Value), Is.EqualTo(new[] { "x=y&z" }));
        var offering = await _cloud.ExecuteAsync(new CreateNetworkOffering("records", "Isolated", $"records {key}", ["Dhcp", "Dns"], "Guest")
        {
            ServiceProviderList = [new("Dhcp", "VirtualRouter"), new("Dns", "VirtualRouter")],
        }, Caller.Root);
        Assert.That(offering.Service.Select(service => service.Name), Is.EquivalentTo(new[] { "Dhcp", "Dns" }));
    }

    [Test]
    public void A_refusal_has_the_same_code()
    {
        var unknown = Assert.ThrowsAsync<CloudStackException>(() => _cloud.ExecuteAsync(new ListPods { ZoneId = new(Guid.NewGuid()) }, Caller.Root));
        Assert.That((unknown!.Code, unknown.Message), Is.EqualTo((ErrorCode.InvalidParameter, unknown.Message)));
        var denied = Assert.ThrowsAsync<CloudStackException>(() => _cloud.ExecuteAsync(new CreateZone("8.8.8.8", "8.8.8.8", "x", "Basic"), Caller.For(Demo.Ann.User)));
        Assert.That(denied!.Code, Is.EqualTo(ErrorCode.UnsupportedAction));
        var failed = Assert.ThrowsAsync<CloudStackException>(() => _cloud.ExecuteAsync(new StartVirtualMachine(new(Guid.NewGuid())), Caller.Root));
        Assert.That(failed!.Code, Is.EqualTo(ErrorCode.InvalidParameter));
    }

    [Test]
    public async Task Other_callers_are_who_they_are()
    {
        var seen = await _cloud.ExecuteAsync(new ListUsers(), Caller.For(Demo.DomainAdmin.User));
        Assert.That(seen.Select(user => user.UserName), Does.Not.Contain("admin"));
    }

    [Test]
    public async Task All_pages_are_read_one_after_the_other()
    {
        List<string?> names = [];
        await foreach (var category in _cloud.ListAllAsync(new ListOsCategories(), Caller.Root, pageSize: 3))
        {
            names.Add(category.Name);
        }
        Assert.That(names, Is.EqualTo((await _cloud.ExecuteAsync(new ListOsCategories(), Caller.Root)).Select(category => category.Name)));
        Assert.That(names, Has.Count.GreaterThan(3));
    }
}
