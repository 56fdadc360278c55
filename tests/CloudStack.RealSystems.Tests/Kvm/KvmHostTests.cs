using CloudStack.Drivers;
using CloudStack.Drivers.Kvm;

namespace CloudStack.RealSystems.Tests.Kvm;

[CancelAfter(180_000)]
public sealed class KvmHostTests : KvmTest
{
    [Test]
    public async Task A_probe_tells_what_a_host_is()
    {
        var a = await Driver.ProbeAsync(Lab.A, Token);
        var again = await Driver.ProbeAsync(Lab.A, Token);
        var b = await Driver.ProbeAsync(Lab.B, Token);
        Assert.Multiple(() =>
        {
            Assert.That(a.Name, Is.EqualTo("a"));
            Assert.That(a.Guid, Is.EqualTo(again.Guid).And.Not.EqualTo(b.Guid));
            Assert.That(a.Cpus, Is.Positive);
            Assert.That(a.CpuMhz, Is.Positive);
            Assert.That(a.MemoryBytes, Is.Positive);
            Assert.That(a.ReservedMemoryBytes, Is.Positive);
            Assert.That(a.Capabilities, Does.Contain("hvm").And.Contain("snapshot"));
            Assert.That(a.HypervisorVersion, Does.Match("^[0-9]+\\.[0-9]+"));
            Assert.That(a.PrivateIpAddress, Is.EqualTo(Lab.A.Address.Host));
            Assert.That(a.HostKey, Does.Match("^SHA256:[A-Za-z0-9+/]{43}$"));
            Assert.That(a.LocalStorage!.CapacityBytes, Is.GreaterThan(a.LocalStorage.UsedBytes));
        });
    }

    [Test]
    public async Task A_password_logs_in_too()
    {
        var facts = await Driver.ProbeAsync(Lab.A with { PrivateKey = null, Password = Lab.PasswordOf(Lab.A) }, Token);
        Assert.That(facts.Name, Is.EqualTo("a"));
    }

    [Test]
    public async Task A_wrong_password_is_refused_and_not_repeated()
    {
        var error = await ErrorOfAsync(Driver.ProbeAsync(Lab.A with { PrivateKey = null, Password = "hunter2-not-it" }, Token));
        Assert.Multiple(() =>
        {
            Assert.That(error.Outcome, Is.EqualTo(Outcome.NotApplied));
            Assert.That(error.CanRetry, Is.False);
            Assert.That(error.Message, Does.Contain(Lab.A.Address.Host).And.Contain("root").And.Not.Contain("hunter2"));
        });
    }

    [Test]
    public async Task A_host_key_other_than_the_given_one_is_refused()
    {
        const string Given = "SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
        var shown = (await Driver.ProbeAsync(Lab.A, Token)).HostKey;
        var error = await ErrorOfAsync(Driver.ProbeAsync(Lab.A with { HostKey = Given }, Token));
        Assert.That(error.Message, Does.Contain(Given).And.Contain(shown));
        Assert.That(error.Outcome, Is.EqualTo(Outcome.NotApplied));
        Assert.That((await Driver.ProbeAsync(Lab.A with { HostKey = shown }, Token)).HostKey, Is.EqualTo(shown));
    }

    [Test]
    public async Task A_host_key_that_changes_after_the_first_use_is_refused()
    {
        using var driver = NewDriver();
        var before = (await driver.ProbeAsync(Lab.B, Token)).HostKey;
        await Lab.ChangeHostKeyAsync(Lab.B);
        var error = await ErrorOfAsync(driver.ProbeAsync(Lab.B, Token));
        using var fresh = NewDriver();
        var after = (await fresh.ProbeAsync(Lab.B, Token)).HostKey;
        Assert.That(after, Is.Not.EqualTo(before));
        Assert.That(error.Message, Does.Contain(before).And.Contain(after));
        // the operator says that the new key is right
        Assert.That((await driver.ProbeAsync(Lab.B with { HostKey = after }, Token)).Name, Is.EqualTo("b"));
        // the tests after this one share a driver that knows the old key
        await CloseDriverAsync();
        CreateDriver();
    }

    [Test]
    public async Task A_cut_connection_is_made_anew()
    {
        await Driver.ObserveAsync(Lab.A, Token);
        await Lab.StopSshAsync(Lab.A);
        await Lab.StartSshAsync(Lab.A);
        Assert.That((await Driver.ProbeAsync(Lab.A, Token)).Name, Is.EqualTo("a"));
    }

    [Test]
    public async Task A_host_that_is_down_is_told_with_the_way_out()
    {
        using var driver = NewDriver();
        await Lab.StopSshAsync(Lab.A);
        try
        {
            var error = await ErrorOfAsync(driver.ObserveAsync(Lab.A, Token));
            Assert.Multiple(() =>
            {
                Assert.That(error.Outcome, Is.EqualTo(Outcome.NotApplied));
                Assert.That(error.CanRetry, Is.True);
                Assert.That(error.Message, Does.Contain(Lab.A.Address.Host).And.Contain("sshd"));
            });
        }
        finally
        {
            await Lab.StartSshAsync(Lab.A);
        }
    }

    [Test]
    public async Task Many_calls_at_once_share_one_bounded_connection()
    {
        using var driver = NewDriver(new KvmOptions { CommandsPerHost = 3 });
        var all = await Task.WhenAll(Enumerable.Range(0, 24).Select(_ => driver.ObserveAsync(Lab.A, Token)));
        Assert.That(all, Has.Length.EqualTo(24));
    }

    [Test]
    public async Task More_sessions_than_the_host_takes_wait_for_their_turn()
    {
        using var driver = NewDriver(new KvmOptions { CommandsPerHost = 30 });
        var all = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => driver.ObserveAsync(Lab.A, Token)));
        Assert.That(all, Has.Length.EqualTo(30));
    }

    [Test]
    public async Task Statistics_count_hosts_and_vms()
    {
        var spec = await NewVmAsync();
        await Driver.EnsureAsync(Lab.A, spec, Token);
        var host = await Driver.GetHostStatisticsAsync(Lab.A, Token);
        var vm = (await Driver.GetVmStatisticsAsync(Lab.A, Token)).Single(each => each.Name == spec.Vm.Name);
        Assert.Multiple(() =>
        {
            Assert.That(host.CpuPercent, Is.InRange(0, 100));
            Assert.That(host.MemoryUsedBytes, Is.Positive);
            Assert.That(host.NetworkReadBytes, Is.Positive);
            Assert.That(vm.CpuTime, Is.GreaterThan(TimeSpan.Zero));
            Assert.That(vm.DiskReadBytes, Is.Not.Negative);
            Assert.That(vm.NetworkWriteBytes + vm.NetworkReadBytes, Is.Not.Negative);
        });
    }
}
