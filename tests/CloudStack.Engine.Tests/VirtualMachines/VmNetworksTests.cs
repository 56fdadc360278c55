using CloudStack.Drivers;

namespace CloudStack.Engine.Tests.VirtualMachines;

public sealed class VmNetworksTests
{
    [Test]
    public async Task Elements_learn_of_each_change_of_a_networks_nics()
    {
        var element = new FakeElement();
        await using var vms = await TestVms.StartAsync(configure: services => services.AddSingleton<INetworkElement>(element));
        List<(int Told, int Leases)> seen = [];
        async Task LookAsync(TestVms vms)
        {
            // Elements are told after the commit that ends the job.
            await vms.Cloud.Get<JobRunner>().WhenIdleAsync();
            seen.Add((element.Ensured.Count, element.Ensured.Count == 0 ? 0 : element.Ensured[^1].Leases.Count));
            element.Ensured.Clear();
        }

        var vm = await vms.DeployAsync();
        await LookAsync(vms);
        await vms.Cloud.RunAsync(new StopVirtualMachine(vm.Id));
        await LookAsync(vms);
        await vms.Cloud.RunAsync(new StartVirtualMachine(vm.Id));
        await LookAsync(vms);
        var two = await vms.Cloud.RunAsync(new AddNicToVirtualMachine((await vms.SecondNetworkAsync()).Id, vm.Id));
        await LookAsync(vms);
        await vms.Cloud.RunAsync(new RemoveNicFromVirtualMachine(two.Nic[1].Id, vm.Id));
        await LookAsync(vms);
        await vms.Cloud.RunAsync(new DestroyVirtualMachine(vm.Id));
        await LookAsync(vms);
        await vms.Cloud.Cloud.ExecuteAsync(new ExpungeVirtualMachine(vm.Id), Caller.System);
        await LookAsync(vms);

        Assert.That(seen, Is.EqualTo(new[] { (1, 1), (1, 1), (1, 1), (1, 1), (1, 0), (1, 1), (1, 0) }));
    }

    [Test]
    public async Task A_vm_does_not_start_on_a_network_whose_element_fails()
    {
        await using var vms = await TestVms.StartAsync(configure: services => services.AddSingleton<INetworkElement>(new FailingElement()));

        var refusal = await vms.WhileTimePassesAsync(vms.Cloud.RefusedAsync(vms.Deployment("web")));

        Assert.That(refusal.Code, Is.EqualTo(ErrorCode.ResourceUnavailable));
        Assert.That(refusal.Message, Does.Contain("VirtualRouter"));
        Assert.That((await vms.Cloud.RunAsync(new ListVirtualMachines { ListAll = true }))[0].State, Is.EqualTo(VirtualMachineState.Error));
        Assert.That(await vms.DriftAsync(), Is.Empty);
    }

    private sealed class FailingElement : INetworkElement
    {
        public string Provider => "VirtualRouter";

        public IReadOnlyCollection<string> Services => ["Dhcp", "Dns", "UserData"];

        public Task EnsureAsync(NetworkSpec desired, CancellationToken cancellationToken) => throw new InvalidOperationException("no way");

        public Task RemoveAsync(NetworkRef network, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
