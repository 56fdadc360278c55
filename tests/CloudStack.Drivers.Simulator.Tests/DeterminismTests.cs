using System.Text;
using Microsoft.Extensions.Time.Testing;

namespace CloudStack.Drivers.Simulator.Tests;

[TestFixture]
internal sealed class DeterminismTests
{
    private const string Plan = "ensure%10:retry;observe%30:shutdown;observe%5:vanish;migrate%20:lost";

    [Test]
    public async Task The_same_seed_and_calls_give_the_same_observations() => Assert.That(await RunAsync(7), Is.EqualTo(await RunAsync(7)));

    [Test]
    public async Task Another_seed_gives_others() => Assert.That(await RunAsync(7), Is.Not.EqualTo(await RunAsync(8)));

    [Test]
    public async Task Work_on_other_hosts_changes_nothing_on_a_host()
    {
        using var world = new SimulatorWorld(new SimulatorOptions(), new FakeTimeProvider());
        var driver = new SimulatorDriver(world);
        await driver.EnsureAsync(Sample.Host("h1"), Sample.Vm(1), default);
        var alone = await driver.GetVmStatisticsAsync(Sample.Host("h1"), default);
        await Task.WhenAll(Enumerable.Range(0, 100).Select(host => driver.EnsureAsync(Sample.Host("other" + host), Sample.Vm(host), default)));
        Assert.That(await driver.GetVmStatisticsAsync(Sample.Host("h1"), default), Is.EqualTo(alone));
    }

    private static async Task<string> RunAsync(long seed)
    {
        var time = new FakeTimeProvider();
        using var world = new SimulatorWorld(new SimulatorOptions { Seed = seed, Plan = SimulatorPlan.Parse(Plan) }, time);
        var driver = new SimulatorDriver(world);
        var log = new StringBuilder();
        HostEndpoint[] hosts = [Sample.Host("h1"), Sample.Host("h2"), Sample.Host("h3")];
        for (var step = 0; step < 200; step++)
        {
            var host = hosts[step % 3];
            await TryAsync(() => driver.EnsureAsync(host, Sample.Vm(step), default));
            await TryAsync(() => driver.MigrateAsync(host, hosts[(step + 1) % 3], Sample.Vm(step), default));
            time.Advance(TimeSpan.FromSeconds(step));
            log.AppendJoin('\n', await driver.ObserveAsync(host, default));
            log.AppendJoin('\n', await driver.GetVmStatisticsAsync(host, default));
            log.Append(await driver.GetHostStatisticsAsync(host, default));
        }

        return log.ToString();

        async Task TryAsync(Func<Task> call)
        {
            try
            {
                await call();
            }
            catch (DriverException e)
            {
                log.AppendLine(e.Message);
            }
        }
    }
}
