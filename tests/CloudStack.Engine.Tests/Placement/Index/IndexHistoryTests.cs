using CloudStack.Engine.Placement;
using CloudStack.Placement;
using CsCheck;

namespace CloudStack.Engine.Tests.Placement.Index;

/// <summary>What an index remembers to be quick must never show in what it decides.</summary>
[TestFixture]
public class IndexHistoryTests
{
    private static readonly Gen<(SmallCloud Cloud, int Seed)> Cases = Gen.Select(SmallCloud.Gen, Gen.Int[0, int.MaxValue]);

    [Test]
    public void An_index_with_a_history_decides_as_a_fresh_one_and_as_its_branch()
    {
        var placed = 0;
        Cases.Sample(c =>
        {
            var random = new Random(c.Seed);
            var placers = new[] { new Placer(SmallCloud.SettingsFrom(random)), new Placer(SmallCloud.SettingsFrom(random)) };
            var index = c.Cloud.Build();
            var holds = new List<CapacityHold>();
            for (var step = random.Next(80); step > 0; step--) Step(index, c.Cloud, placers, holds, random);
            var fresh = Fresh(index, c.Cloud);
            var branch = index.Branch(SmallCloud.Zone);
            for (var decision = 0; decision < 8; decision++)
            {
                var placer = placers[random.Next(2)];
                var request = c.Cloud.RequestFrom(random);
                var expected = placer.Place(request, fresh);
                if (expected.IsPlaced) placed++;
                if (!IsSame(placer.Place(request, index), expected) || !IsSame(placer.Place(request, branch), expected)) return false;
            }
            return true;
        }, iter: 2_000, threads: 1);
        Assert.That(placed, Is.GreaterThan(2_000));
    }

    private static bool IsSame(PlacementResult a, PlacementResult b) =>
        a.HostId == b.HostId && a.UsesReservation == b.UsesReservation && a.Volumes.SequenceEqual(b.Volumes) && a.Refusal == b.Refusal;

    private static void Step(CapacityIndex index, SmallCloud cloud, Placer[] placers, List<CapacityHold> holds, Random random)
    {
        var entry = Pick(cloud.Hosts);
        var pool = Pick(cloud.Pools);
        var owner = Pick(SmallCloud.Accounts);
        switch (random.Next(12))
        {
            case 0 or 1 or 2:
                index.PlaceAndHold(Pick(placers), cloud.RequestFrom(random), out var hold);
                if (hold is not null) holds.Add(hold);
                break;
            case 3 when holds.Count > 0:
                index.Keep(Pick(holds));
                break;
            case 4 when holds.Count > 0:
                index.Release(Pick(holds));
                break;
            case 5:
                var sign = random.Next(2) == 0 ? 1 : -1;
                index.ApplyHostUsage(entry.Id, new HostUsage(sign * random.Next(2000), sign * random.Next(3), sign * random.Next(500), sign * random.Next(2), sign));
                break;
            case 6:
                index.SetHostUsage(entry.Id, new HostUsage(random.Next(4000), random.Next(6), Guests: random.Next(3)));
                break;
            case 7:
                // Its facts change, or it comes back; it may be in another cluster.
                index.Upsert(entry with
                {
                    ClusterId = random.Next(2) == 0 ? entry.ClusterId : Pick(cloud.Clusters).Id,
                    Cores = random.Next(1, 7),
                    State = random.Next(5) > 0 ? "Up" : "Down",
                    Tags = [.. new[] { "ha", "ssd", "win" }.Where(_ => random.Next(3) == 0)],
                });
                break;
            case 8 when random.Next(3) == 0:
                index.Remove(entry.Id);
                break;
            case 9:
                if (pool.HostId is null || index.FindHost(pool.HostId.Value) is not null) index.Upsert(pool with { State = random.Next(5) > 0 ? "Up" : "Maintenance" });
                index.ApplyPoolUsage(pool.Id, random.Next(-5, 6));
                break;
            case 10 when random.Next(3) == 0:
                index.Remove(pool.Id);
                break;
            default:
                index.ApplyOwnerVms(entry.Id, owner, random.Next(-1, 3));
                index.ApplyOwnerVolumes(pool.Id, owner, random.Next(-1, 3));
                break;
        }

        T Pick<T>(IReadOnlyList<T> items) => items[random.Next(items.Count)];
    }

    /// <summary>An index that is told of what there is now, in the order in which it came.</summary>
    private static CapacityIndex Fresh(CapacityIndex index, SmallCloud cloud)
    {
        var zone = index.FindZone(SmallCloud.Zone)!;
        var hosts = zone.Clusters.SelectMany(cluster => cluster.Hosts).ToList();
        var pools = zone.Clusters.SelectMany(cluster => cluster.Pools.Concat(cluster.Hosts.SelectMany(host => host.LocalPools))).ToList();
        var fresh = new SmallCloud(cloud.Pods, cloud.Clusters,
            [.. hosts.Select(host => new HostEntry(host.Id, host.Cluster.Id, host.Name, host.Cores, host.Mhz, host.Memory.Total)
            {
                State = host.State, ResourceState = host.ResourceState, HypervisorVersion = host.HypervisorVersion, Tags = host.Tags, IsHvm = host.IsHvm,
                PreferredGuestOs = host.PreferredGuestOs,
            })],
            [.. pools.Select(pool => new PoolEntry(pool.Id, pool.Cluster.Id, pool.Name, pool.Type, pool.CapacityBytes) { HostId = pool.Host?.Id, State = pool.State, Tags = pool.Tags })],
            hosts.ToDictionary(host => host.Id, host => new HostUsage(host.Cpu.Used, host.Memory.Used, host.Cpu.Reserved, host.Memory.Reserved, host.Guests)),
            pools.ToDictionary(pool => pool.Id, pool => pool.AllocatedBytes),
            [],
            hosts.SelectMany(host => SmallCloud.Accounts, (host, owner) => (Key: (host.Id, owner), Count: host.VmsOf(owner))).ToDictionary(pair => pair.Key, pair => pair.Count),
            pools.SelectMany(pool => SmallCloud.Accounts, (pool, owner) => (Key: (pool.Id, owner), Count: pool.VolumesOf(owner))).ToDictionary(pair => pair.Key, pair => pair.Count))
            .Build();
        foreach (var pool in pools)
        {
            if (pool.FullShare is { } share) fresh.SetPoolStatistics(pool.Id, (long)Math.Round(share * 100), 100);
        }
        return fresh;
    }
}
