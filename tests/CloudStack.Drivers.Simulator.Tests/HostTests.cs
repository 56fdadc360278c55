namespace CloudStack.Drivers.Simulator.Tests;

[TestFixture]
internal sealed class HostTests
{
    private SimulatorWorld _world = null!;
    private SimulatorDriver _driver = null!;

    [SetUp]
    public void SetUp() => _driver = new SimulatorDriver(_world = new SimulatorWorld(new SimulatorOptions { AllowOvercommit = false }, TimeProvider.System));

    [TearDown]
    public void TearDown() => _world.Dispose();

    [Test]
    public async Task A_host_has_the_size_of_its_address_then_details_then_settings()
    {
        var endpoint = Sample.HostAt("sim://h1?cpus=64&memory=256GiB") with { Details = new Dictionary<string, string> { ["cpus"] = "8", ["localdisk"] = "0" } };
        var facts = await _driver.ProbeAsync(endpoint, default);
        Assert.That((facts.Cpus, facts.CpuMhz, facts.MemoryBytes, facts.LocalStorage), Is.EqualTo((64, 2400, 256L << 30, (PoolFacts?)null)));
    }

    [Test]
    public async Task A_name_is_one_machine_under_either_scheme_and_case()
    {
        var guids = new HashSet<string>();
        foreach (var address in new[] { "sim://h1", "http://h1", "http://h1/", "http://H1?cpus=2", "sim://root@h1" })
        {
            guids.Add((await _driver.ProbeAsync(Sample.HostAt(address), default)).Guid);
        }

        Assert.That(guids, Has.Count.EqualTo(1));
        Assert.That((await _driver.ProbeAsync(Sample.Host("h2"), default)).Guid, Is.Not.EqualTo(guids.Single()));
    }

    [Test]
    public async Task A_guid_never_changes() =>
        Assert.That((await _driver.ProbeAsync(Sample.Host("h1"), default)).Guid, Is.EqualTo("33112ee1-4ee4-69c3-eb52-fe90322ec81d"));

    [TestCase("ssh://h1", "sim://NAME")]
    [TestCase("sim://h1?memory=much", "Host h1 cannot have memory=much")]
    [TestCase("sim://h1?cpus=0", "cpus=0")]
    public void A_bad_address_is_told(string address, string message) =>
        Assert.That(() => _driver.ProbeAsync(Sample.HostAt(address), default), Throws.InstanceOf<DriverException>().With.Message.Contains(message));

    [Test]
    public async Task A_host_that_may_not_overcommit_refuses_a_vm_beyond_its_memory()
    {
        var host = Sample.HostAt("sim://small?memory=1GiB");
        await _driver.EnsureAsync(host, Sample.Vm(1), default);
        await _driver.EnsureAsync(host, Sample.Vm(2), default);
        Assert.That(() => _driver.EnsureAsync(host, Sample.Vm(3), default), Throws.InstanceOf<DriverException>().With.Message.Contains("small has 0 bytes of memory left"));
        await _driver.EnsureAsync(host, Sample.Vm(1, VmPower.Stopped), default);
        await _driver.EnsureAsync(host, Sample.Vm(3), default);
    }

    [Test]
    public async Task Local_storage_has_the_size_of_the_hosts_disk()
    {
        var host = Sample.HostAt("sim://h1?localdisk=50GiB");
        var facts = await _driver.ProbeAsync(host, default);
        var pool = new PoolSpec { Id = Sample.Pool.Id, Type = PoolTypes.Filesystem, Path = facts.LocalStoragePath! };
        Assert.That(await _driver.EnsurePoolAsync(host, pool, default), Is.EqualTo(new PoolFacts(50L << 30, 0)));
    }

    [Test]
    public async Task Moves_in_both_directions_do_not_wait_for_each_other()
    {
        var (h1, h2) = (Sample.Host("h1"), Sample.Host("h2"));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Task.Run(async () =>
        {
            await _driver.EnsureAsync(h1, Sample.Vm(number), default);
            for (var times = 0; times < 500; times++)
            {
                await _driver.MigrateAsync(h1, h2, Sample.Vm(number), default);
                await _driver.MigrateAsync(h2, h1, Sample.Vm(number), default);
            }
        })));
        Assert.That(await _driver.ObserveAsync(h1, default), Has.Count.EqualTo(8));
    }
}
