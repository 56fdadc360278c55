using LinqToDB;
using LinqToDB.Async;
using Microsoft.Extensions.DependencyInjection;

namespace CloudStack.Engine.Tests.Hosts;

public sealed class HostCapacitiesTests
{
    private const long Gib = 1L << 30;

    [Test]
    public async Task Claims_go_up_to_the_total_with_its_factor()
    {
        await using var cloud = await TestCloud.StartAsync();
        await TestZone.BuildAsync(cloud, new() { PoolsPerCluster = 0 });

        Assert.That(await Do(cloud, (capacities, db, host) => capacities.TryClaimAsync(db, host, 16000, Gib, 1, 1, false)), Is.True);
        Assert.That(await Do(cloud, (capacities, db, host) => capacities.TryClaimAsync(db, host, 1, Gib, 1, 1, false)), Is.False);
        Assert.That(await Do(cloud, (capacities, db, host) => capacities.TryClaimAsync(db, host, 8000, Gib, 1.5, 1, false)), Is.True);
        Assert.That(await Do(cloud, (capacities, db, host) => capacities.TryClaimAsync(db, host, 0, (14 * Gib) + 1, 2, 1, false)), Is.False);
        Assert.That(await RowAsync(cloud), Is.EqualTo((24000L, 2 * Gib, 0L, 0L, 2)));
    }

    [Test]
    public async Task A_reservation_counts_as_taken_and_becomes_used_again()
    {
        await using var cloud = await TestCloud.StartAsync();
        await TestZone.BuildAsync(cloud, new() { PoolsPerCluster = 0 });
        await Do(cloud, (capacities, db, host) => capacities.TryClaimAsync(db, host, 10000, 10 * Gib, 1, 1, false));

        Assert.That(await Do(cloud, (capacities, db, host) => capacities.ReleaseAsync(db, host, 10000, 10 * Gib, toReservation: true)), Is.True);
        Assert.That(await RowAsync(cloud), Is.EqualTo((0L, 0L, 10000L, 10 * Gib, 0)));
        Assert.That(await Do(cloud, (capacities, db, host) => capacities.TryClaimAsync(db, host, 10000, Gib, 1, 1, false)), Is.False);
        Assert.That(await Do(cloud, (capacities, db, host) => capacities.TryClaimAsync(db, host, 10000, 10 * Gib, 1, 1, fromReservation: true)), Is.True);
        Assert.That(await RowAsync(cloud), Is.EqualTo((10000L, 10 * Gib, 0L, 0L, 1)));
        Assert.That(await Do(cloud, (capacities, db, host) => capacities.TryClaimAsync(db, host, 1, 1, 1, 1, fromReservation: true)), Is.False);
    }

    [Test]
    public async Task Nothing_is_reserved_on_an_oversold_host_and_nothing_falls_below_zero()
    {
        await using var cloud = await TestCloud.StartAsync();
        await TestZone.BuildAsync(cloud, new() { PoolsPerCluster = 0 });
        await Do(cloud, (capacities, db, host) => capacities.TryClaimAsync(db, host, 20000, Gib, 2, 1, false));

        Assert.That(await Do(cloud, (capacities, db, host) => capacities.ReleaseAsync(db, host, 20000, Gib, toReservation: true)), Is.False);
        await Do(cloud, (capacities, db, host) => capacities.ReleaseAsync(db, host, 20000, Gib, toReservation: false));
        await Do(cloud, async (capacities, db, host) =>
        {
            await capacities.ReleaseReservationAsync(db, host, 5, 5);
            return true;
        });
        Assert.That(await RowAsync(cloud), Is.EqualTo((0L, 0L, 0L, 0L, 0)));
    }

    [Test]
    public async Task Many_at_once_never_oversell_a_host()
    {
        await using var cloud = await TestCloud.StartAsync();
        await TestZone.BuildAsync(cloud, new() { PoolsPerCluster = 0 });

        var claims = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Do(cloud, (capacities, db, host) => capacities.TryClaimAsync(db, host, 1000, Gib, 1, 1, false))));

        Assert.That(claims.Count(won => won), Is.EqualTo(16));
        Assert.That(await RowAsync(cloud), Is.EqualTo((16000L, 16 * Gib, 0L, 0L, 16)));
    }

    [Test]
    public async Task A_difference_that_lasts_raises_an_alert_and_one_that_goes_does_not()
    {
        await using var cloud = await TestCloud.StartAsync();
        await TestZone.BuildAsync(cloud, new() { PoolsPerCluster = 0 });
        var watch = ActivatorUtilities.CreateInstance<CapacityWatch>(cloud.Get<IServiceProvider>());
        Task DriftAsync(long mhz) => cloud.Database.WriteAsync(db => db.HostCapacities.Set(row => row.UsedCpu, mhz).UpdateAsync());
        Task<int> AlertsAsync() => cloud.Database.ReadAsync(db => db.Alerts.CountAsync(row => row.Subject.Contains("does not add up")));

        await DriftAsync(1000);
        await watch.RunAsync(CancellationToken.None);
        await DriftAsync(2000);
        await watch.RunAsync(CancellationToken.None);
        Assert.That(await AlertsAsync(), Is.Zero);

        await watch.RunAsync(CancellationToken.None);
        Assert.That(await AlertsAsync(), Is.EqualTo(1));
    }

    [Test]
    public async Task The_audit_finds_what_does_not_agree()
    {
        await using var cloud = await TestCloud.StartAsync();
        var zone = await TestZone.BuildAsync(cloud);
        var vm = await TestRows.VmOnAsync(zone, zone.Host);
        var pool = await cloud.Database.ReadAsync(db => db.StoragePools.Select(row => row.Id).SingleAsync());
        Task<IReadOnlyList<string>> AuditAsync() => cloud.Database.ReadAsync(cloud.Get<CapacityAudit>().FindDriftAsync);
        Assert.That(await AuditAsync(), Is.Empty);

        await cloud.Database.WriteAsync(db => db.VirtualMachines.Set(row => row.HoldsUsed, true).UpdateAsync());
        Assert.That(await AuditAsync(), Has.Count.EqualTo(1).And.One.Contains("used").And.One.Contains("the difference is what i-"));
        await Do(cloud, (capacities, db, host) => capacities.TryClaimAsync(db, host, vm.CpuMhz, vm.MemoryBytes, 1, 1, false));
        Assert.That(await AuditAsync(), Is.Empty);
        await cloud.Database.WriteAsync(db => db.VirtualMachines.Set(row => row.HoldsReserved, true).Set(row => row.LastHostId, row => row.HostId).UpdateAsync());
        Assert.That(await AuditAsync(), Has.One.Contains("reserved"));
        await cloud.Database.WriteAsync(db => db.VirtualMachines.Set(row => row.HoldsReserved, false).UpdateAsync());

        await cloud.Database.WriteAsync(async db =>
        {
            Assert.That(await cloud.Get<StoragePoolCapacities>().TryClaimAsync(db, pool, 1L << 30, 1, 1), Is.True);
            Assert.That(await cloud.Get<StoragePoolCapacities>().TryClaimAsync(db, pool, 10L << 40, 2, 0.5), Is.False);
        });
        Assert.That(await AuditAsync(), Has.One.Contains("storage pool"));
        await cloud.Database.WriteAsync(db => cloud.Get<StoragePoolCapacities>().ReleaseAsync(db, pool, 2L << 30));
        Assert.That(await AuditAsync(), Is.Empty);
    }

    private static Task<T> Do<T>(TestCloud cloud, Func<HostCapacities, Db, long, Task<T>> work) =>
        cloud.Database.WriteAsync(async db => await work(cloud.Get<HostCapacities>(), db, await db.HostCapacities.Select(row => row.HostId).SingleAsync()));

    private static Task<(long, long, long, long, int)> RowAsync(TestCloud cloud) => cloud.Database.ReadAsync(async db =>
    {
        var row = await db.HostCapacities.SingleAsync();
        return (row.UsedCpu, row.UsedMemory, row.ReservedCpu, row.ReservedMemory, row.Guests);
    });
}
