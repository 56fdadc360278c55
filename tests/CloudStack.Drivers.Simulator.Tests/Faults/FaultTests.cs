using Microsoft.Extensions.Time.Testing;

namespace CloudStack.Drivers.Simulator.Tests.Faults;

[TestFixture]
internal sealed class FaultTests
{
    private static readonly HostEndpoint H1 = Sample.Host("h1");
    private static readonly HostEndpoint H2 = Sample.Host("h2");
    private FakeTimeProvider _time = null!;
    private SimulatorWorld _world = null!;
    private SimulatorDriver _driver = null!;

    [SetUp]
    public void SetUp()
    {
        _time = new FakeTimeProvider();
        _world = new SimulatorWorld(new SimulatorOptions(), _time);
        _driver = new SimulatorDriver(_world);
    }

    [TearDown]
    public void TearDown() => _world.Dispose();

    [Test]
    public async Task The_third_ensure_fails_and_only_that()
    {
        _world.Plan("ensure#3:fail");
        await EnsureAsync(1);
        await EnsureAsync(2);
        var error = Assert.ThrowsAsync<DriverException>(() => EnsureAsync(3))!;
        await EnsureAsync(4);
        Assert.Multiple(() =>
        {
            Assert.That(error.Outcome, Is.EqualTo(Outcome.NotApplied));
            Assert.That(error.CanRetry, Is.False);
            Assert.That(error.Message, Does.Contain("h1").And.Contain("ensure#3:fail"));
        });
        Assert.That(await NamesAsync(H1), Is.EqualTo(["i-2-1-VM", "i-2-2-VM", "i-2-4-VM"]));
    }

    [TestCase("ensure#1:retry", Outcome.NotApplied, true, false)]
    [TestCase("ensure#1:unsure", Outcome.Unknown, true, false)]
    [TestCase("ensure#1:lost", Outcome.Unknown, true, true)]
    [TestCase("ensure#1:applied", Outcome.Applied, false, true)]
    [TestCase("any@h1#1:lost", Outcome.Unknown, true, true)]
    public async Task An_effect_has_its_outcome(string plan, Outcome outcome, bool canRetry, bool isDone)
    {
        _world.Plan(plan);
        var error = Assert.ThrowsAsync<DriverException>(() => EnsureAsync(1))!;
        Assert.That((error.Outcome, error.CanRetry), Is.EqualTo((outcome, canRetry)));
        Assert.That((await NamesAsync(H1)).Count, Is.EqualTo(isDone ? 1 : 0));
    }

    [Test]
    public async Task A_lost_migration_has_moved_the_vm()
    {
        await EnsureAsync(1);
        _world.Plan("migrate#1:lost");
        Assert.ThrowsAsync<DriverException>(() => _driver.MigrateAsync(H1, H2, Sample.Vm(1), default));
        Assert.That((await NamesAsync(H1), await NamesAsync(H2)), Is.EqualTo((Array.Empty<string>(), new[] { "i-2-1-VM" })));
        await _driver.MigrateAsync(H1, H2, Sample.Vm(1), default);
        Assert.That(await NamesAsync(H2), Is.EqualTo(["i-2-1-VM"]));
    }

    [Test]
    public void Only_calls_to_the_host_count()
    {
        _world.Plan("ensure@h2#1:fail");
        Assert.DoesNotThrowAsync(() => EnsureAsync(1, H1));
        Assert.ThrowsAsync<DriverException>(() => EnsureAsync(2, H2));
    }

    [TestCase("hang", 0)]
    [TestCase("hangafter", 1)]
    public async Task A_hanging_call_ends_when_it_is_cancelled(string effect, int vms)
    {
        _world.Plan("ensure:" + effect);
        using var cancellation = new CancellationTokenSource();
        var call = _driver.EnsureAsync(H1, Sample.Vm(1), cancellation.Token);
        _time.Advance(TimeSpan.FromDays(1));
        Assert.That(call.IsCompleted, Is.False);
        await cancellation.CancelAsync();
        Assert.ThrowsAsync<TaskCanceledException>(() => call);
        Assert.That((await NamesAsync(H1)).Count, Is.EqualTo(vms));
    }

    [Test]
    public async Task A_slow_call_takes_its_time()
    {
        _world.Plan("any:slow=1s;ensure:slow=2s");
        var call = EnsureAsync(1);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.That(call.IsCompleted, Is.False);
        // The second delay begins when the first has ended, on another thread.
        while (!call.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await call;
        Assert.That(_time.GetUtcNow() - new FakeTimeProvider().GetUtcNow(), Is.GreaterThanOrEqualTo(TimeSpan.FromSeconds(3)));
    }

    [TestCase("shutdown", VmPower.Stopped, true)]
    [TestCase("stop", VmPower.Stopped, false)]
    [TestCase("crash", VmPower.Crashed, false)]
    public async Task A_vm_drifts_before_it_is_observed(string effect, VmPower power, bool byGuest)
    {
        await EnsureAsync(1);
        _world.Plan($"observe#2:{effect}");
        Assert.That((await _driver.ObserveAsync(H1, default))[0].Power, Is.EqualTo(VmPower.Running));
        var seen = (await _driver.ObserveAsync(H1, default))[0];
        Assert.That((seen.Power, seen.StoppedByGuest), Is.EqualTo((power, byGuest)));
    }

    [Test]
    public async Task A_vm_vanishes()
    {
        await EnsureAsync(1);
        _world.Plan("vm:i-2-1-VM@vanish");
        Assert.That(await NamesAsync(H1), Is.Empty);
    }

    [Test]
    public async Task A_dropped_host_does_not_answer_until_it_returns()
    {
        await EnsureAsync(1);
        _world.Plan("host:h1@drop;host:h1@return+30s");
        var error = Assert.ThrowsAsync<DriverException>(() => _driver.ObserveAsync(H1, default))!;
        Assert.That((error.Outcome, error.CanRetry), Is.EqualTo((Outcome.NotApplied, true)));
        Assert.That(error.Message, Does.Contain("h1"));
        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.That((await _driver.ObserveAsync(H1, default))[0].Power, Is.EqualTo(VmPower.Running));
    }

    [Test]
    public async Task A_crashed_host_returns_with_its_vms_stopped()
    {
        await EnsureAsync(1);
        _world.Plan("host:h1@crash");
        Assert.ThrowsAsync<DriverException>(() => _driver.ObserveAsync(H1, default));
        _world.Plan("host:h1@return");
        Assert.That((await _driver.ObserveAsync(H1, default))[0].Power, Is.EqualTo(VmPower.Stopped));
    }

    [Test]
    public void Cleared_faults_meet_no_call()
    {
        _world.Plan("any:fail");
        Assert.ThrowsAsync<DriverException>(() => EnsureAsync(1));
        _world.ClearFaults();
        Assert.DoesNotThrowAsync(() => EnsureAsync(1));
    }

    [Test]
    public async Task About_the_planned_share_of_calls_is_met()
    {
        _world.Plan("observe%20:retry");
        var met = 0;
        for (var i = 0; i < 1000; i++)
        {
            try
            {
                await _driver.ObserveAsync(H1, default);
            }
            catch (DriverException)
            {
                met++;
            }
        }

        Assert.That(met, Is.InRange(150, 250));
    }

    [Test]
    public async Task The_control_file_is_read_when_it_changes()
    {
        var file = Path.Combine(Path.GetTempPath(), "simulator-control-" + Environment.ProcessId);
        try
        {
            using var world = new SimulatorWorld(new SimulatorOptions { ControlFile = file }, _time);
            var driver = new SimulatorDriver(world);
            await driver.EnsureAsync(H1, Sample.Vm(1), default);
            await File.WriteAllTextAsync(file, "ensure:fail;host:h2@drop");
            Assert.ThrowsAsync<DriverException>(() => driver.EnsureAsync(H1, Sample.Vm(1), default));
            Assert.ThrowsAsync<DriverException>(() => driver.ObserveAsync(H2, default));
            await File.WriteAllTextAsync(file, "host:h2@return");
            await driver.EnsureAsync(H1, Sample.Vm(1), default);
            await driver.ObserveAsync(H2, default);
            await File.WriteAllTextAsync(file, "nonsense");
            Assert.That(() => driver.ObserveAsync(H2, default), Throws.InstanceOf<DriverException>().With.Message.Contains("nonsense"));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private Task<VmObservation> EnsureAsync(int number, HostEndpoint? host = null) => _driver.EnsureAsync(host ?? H1, Sample.Vm(number), default);

    private async Task<IReadOnlyList<string>> NamesAsync(HostEndpoint host) => [.. (await _driver.ObserveAsync(host, default)).Select(vm => vm.Name)];
}
