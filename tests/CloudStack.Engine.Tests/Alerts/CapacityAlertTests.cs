using Microsoft.Extensions.DependencyInjection;

namespace CloudStack.Engine.Tests.Alerts;

public sealed class CapacityAlertTests
{
    [Test]
    public async Task What_runs_out_raises_one_alert_that_is_renewed_and_resolved()
    {
        await using var cloud = await TestCloud.StartAsync();
        var zone = await TestZone.BuildAsync(cloud);
        var check = Check(cloud);
        await check.RunAsync(CancellationToken.None);
        Assert.That(await AlertsAsync(cloud), Is.Empty);

        await UseMemoryAsync(cloud, 12L << 30);
        await check.RunAsync(CancellationToken.None);
        Assert.That(await AlertsAsync(cloud), Is.Empty, "75 % is not more than 0.75");

        await UseMemoryAsync(cloud, 13L << 30);
        await check.RunAsync(CancellationToken.None);
        await check.RunAsync(CancellationToken.None);
        var alert = (await AlertsAsync(cloud)).Single();
        Assert.That((alert.Type, alert.Count, alert.Resolved, alert.Subject),
            Is.EqualTo((0, 1, (DateTimeOffset?)null, "Memory is running out in the cluster cluster1 of the pod pod1 of the zone Zone: 81.25 % is used")));
        Assert.That((await cloud.RunAsync(new ListAlerts { Type = "0" })).Single().Description, Is.EqualTo(alert.Subject));

        cloud.Time.Advance(check.Interval);
        await UseMemoryAsync(cloud, 14L << 30);
        await check.RunAsync(CancellationToken.None);
        var renewed = (await AlertsAsync(cloud)).Single();
        Assert.That((renewed.Id, renewed.Count, renewed.LastSent > alert.LastSent), Is.EqualTo((alert.Id, 2, true)));
        Assert.That(renewed.Subject, Does.EndWith("87.5 % is used"));

        await UseMemoryAsync(cloud, 1L << 30);
        await check.RunAsync(CancellationToken.None);
        Assert.That((await AlertsAsync(cloud)).Single().Resolved, Is.Not.Null);

        await UseMemoryAsync(cloud, 15L << 30);
        await check.RunAsync(CancellationToken.None);
        Assert.That((await AlertsAsync(cloud)).Select(row => (row.Count, row.Resolved is null)), Is.EqualTo(new[] { (2, false), (1, true) }));
        Assert.That(zone.Hosts, Has.Count.EqualTo(1));
    }

    [TestCase("cluster.cpu.allocated.capacity.notificationthreshold", 1)]
    [TestCase("cluster.memory.allocated.capacity.notificationthreshold", 0)]
    [TestCase("pod.privateip.capacity.notificationthreshold", 5)]
    [TestCase("zone.vlan.capacity.notificationthreshold", 17)]
    public async Task Each_kind_has_its_own_threshold(string setting, int type)
    {
        await using var cloud = await TestCloud.StartAsync();
        await TestZone.BuildAsync(cloud);
        // A share below zero makes every kind with that setting short.
        await cloud.RunAsync(new UpdateConfiguration(setting) { Value = "-1" });

        await Check(cloud).RunAsync(CancellationToken.None);

        Assert.That((await AlertsAsync(cloud)).Select(alert => alert.Type), Is.EqualTo(new[] { type }));
    }

    [Test]
    public async Task An_alert_about_a_host_is_left_alone()
    {
        await using var cloud = await TestCloud.StartAsync();
        await TestZone.BuildAsync(cloud);
        await cloud.Database.WriteAsync(db => cloud.Get<AlertLog>().AddAsync(db, AlertLog.Host, "The host is on fire", 1, 1, 1));

        await Check(cloud).RunAsync(CancellationToken.None);

        Assert.That((await AlertsAsync(cloud)).Single().Resolved, Is.Null);
    }

    private static CapacityAlerts Check(TestCloud cloud) => ActivatorUtilities.CreateInstance<CapacityAlerts>(cloud.Get<IServiceProvider>());

    private static Task<List<AlertRow>> AlertsAsync(TestCloud cloud) => cloud.Database.ReadAsync(db => db.Alerts.OrderBy(row => row.Id).ToListAsync());

    private static Task UseMemoryAsync(TestCloud cloud, long bytes) =>
        cloud.Database.WriteAsync(db => db.HostCapacities.Set(row => row.UsedMemory, bytes).UpdateAsync());
}
