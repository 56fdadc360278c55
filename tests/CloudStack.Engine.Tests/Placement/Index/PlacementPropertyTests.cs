using CloudStack.Engine.Placement;
using CloudStack.Placement;
using CsCheck;

namespace CloudStack.Engine.Tests.Placement.Index;

[TestFixture]
public class PlacementPropertyTests
{
    private static readonly Gen<(SmallCloud Cloud, int Seed)> Cases = Gen.Select(SmallCloud.Gen, Gen.Int[0, int.MaxValue]);

    [Test]
    public void A_place_is_found_exactly_when_there_is_one_and_an_orderly_planner_takes_the_best()
    {
        var (placed, refused) = (0, 0);
        Cases.Sample(c =>
        {
            var random = new Random(c.Seed);
            var settings = SmallCloud.SettingsFrom(random);
            var request = c.Cloud.RequestFrom(random);
            var reference = new ReferencePlacement(c.Cloud, settings, request);
            var allowed = reference.Hosts();
            var result = new Placer(settings).Place(request, c.Cloud.Build());
            if (allowed.Count == 0)
            {
                Interlocked.Increment(ref refused);
                return !result.IsPlaced && result.Refusal is not null && result.Trace is not null;
            }
            Interlocked.Increment(ref placed);
            if (!result.IsPlaced) return false;
            var choice = (result.HostId!.Value, result.UsesReservation);
            var host = c.Cloud.Hosts.Single(h => h.Id == result.HostId);
            var isOrderly = !settings.VmAllocationAlgorithm.EndsWith("random", StringComparison.Ordinal)
                && !(settings.VmAllocationAlgorithm == "userdispersing" && request.OwnerId is null);
            return allowed.Contains(choice) && (!isOrderly || allowed[0] == choice)
                && reference.IsAllowed(host, [.. result.Volumes.Select(v => v.PoolId)]);
        }, iter: 12_000, threads: 1);
        Assert.That(placed, Is.GreaterThan(500));
        Assert.That(refused, Is.GreaterThan(500));
    }

    [Test]
    public void An_explanation_chooses_as_the_decision_that_nobody_asks_about()
    {
        Cases.Sample(c =>
        {
            var random = new Random(c.Seed);
            var placer = new Placer(SmallCloud.SettingsFrom(random));
            var request = c.Cloud.RequestFrom(random);
            var index = c.Cloud.Build();
            var (plain, explained) = (placer.Place(request, index), placer.Explain(request, index));
            return plain.HostId == explained.HostId && plain.UsesReservation == explained.UsesReservation && plain.Volumes.SequenceEqual(explained.Volumes);
        }, iter: 6_000, threads: 1);
    }

    [Test]
    public void Candidates_come_in_the_order_in_which_they_would_be_chosen()
    {
        Cases.Sample(c =>
        {
            var random = new Random(c.Seed);
            var settings = SmallCloud.SettingsFrom(random);
            var placer = new Placer(settings);
            var request = c.Cloud.RequestFrom(random);
            var index = c.Cloud.Build();
            var all = placer.Candidates(request, index, 100);
            var chosen = placer.Place(request, index);
            var allowed = new ReferencePlacement(c.Cloud, settings, request).Hosts().Select(place => place.Host).Distinct().ToList();
            var isOrderly = !settings.VmAllocationAlgorithm.EndsWith("random", StringComparison.Ordinal)
                && !(settings.VmAllocationAlgorithm == "userdispersing" && request.OwnerId is null);
            var hosts = all.Hosts.Select(candidate => candidate.Host.Id).ToList();
            return chosen.HostId == (hosts.Count == 0 ? null : hosts[0]) && hosts.ToHashSet().SetEquals(allowed) && (!isOrderly || hosts.SequenceEqual(allowed))
                && placer.Candidates(request, index, 2).Hosts.Select(candidate => candidate.Host.Id).SequenceEqual(hosts.Take(2))
                && (hosts.Count == 0) == all.Refusal is not null && all.Refused.All(host => !host.IsAdmitted && !hosts.Contains(host.HostId));
        }, iter: 6_000, threads: 1);
    }

    [Test]
    public void A_host_is_admitted_by_every_rule_when_it_alone_would_be_chosen()
    {
        Cases.Sample(c =>
        {
            var random = new Random(c.Seed);
            var placer = new Placer(SmallCloud.SettingsFrom(random));
            var request = c.Cloud.RequestFrom(random);
            var index = c.Cloud.Build();
            var chosen = placer.Place(request, index);
            if (chosen.HostId is { } host) return placer.ExplainHost(request, index, host)!.IsAdmitted;
            return c.Cloud.Hosts.All(entry => placer.ExplainHost(request, index, entry.Id) is { IsAdmitted: false });
        }, iter: 6_000, threads: 1);
    }

    [Test]
    public void Filling_a_cloud_never_oversells_it_and_giving_back_empties_it()
    {
        Cases.Sample(c =>
        {
            var random = new Random(c.Seed);
            var settings = SmallCloud.SettingsFrom(random);
            var placer = new Placer(settings);
            var index = c.Cloud.Build();
            var before = Figures(c.Cloud, index);
            var holds = new List<CapacityHold>();
            for (var i = 0; i < 30; i++)
            {
                index.PlaceAndHold(placer, c.Cloud.RequestFrom(random), out var hold);
                if (hold is not null) holds.Add(hold);
            }
            foreach (var entry in c.Cloud.Hosts)
            {
                var host = index.FindHost(entry.Id)!;
                var usage = c.Cloud.Usage[entry.Id];
                if (host.Cpu.Taken > Math.Max(host.Cpu.TotalWith(settings.CpuFactor), usage.UsedCpu + usage.ReservedCpu)) return false;
                if (host.Memory.Taken > Math.Max(host.Memory.TotalWith(settings.MemoryFactor), usage.UsedMemory + usage.ReservedMemory)) return false;
            }
            foreach (var entry in c.Cloud.Pools)
            {
                var pool = index.FindPool(entry.Id)!;
                if (pool.AllocatedBytes > c.Cloud.Allocated[entry.Id] && !PoolRoom.Fits(pool, 0, settings)) return false;
            }
            if (!SumsAreRight(c.Cloud, index)) return false;
            foreach (var hold in holds)
            {
                index.Release(hold);
                index.Release(hold);
            }
            return Figures(c.Cloud, index) == before && SumsAreRight(c.Cloud, index);
        }, iter: 500, threads: 1);
    }

    private static string Figures(SmallCloud cloud, CapacityIndex index) => string.Join(' ',
        cloud.Hosts.Select(h => index.FindHost(h.Id)!).Select(h => $"{h.Cpu} {h.Memory} {h.Guests} {h.VmsOf(SmallCloud.Accounts[0])} {h.VmsOf(SmallCloud.Accounts[1])}")
            .Concat(cloud.Pools.Select(p => index.FindPool(p.Id)!).Select(p => $"{p.AllocatedBytes} {p.VolumesOf(SmallCloud.Accounts[0])}")));

    private static bool SumsAreRight(SmallCloud cloud, CapacityIndex index)
    {
        var zone = index.FindZone(SmallCloud.Zone)!;
        foreach (var cluster in zone.Clusters)
        {
            if (cluster.CapacityOf(CapacityKind.Cpu) != Sum(cluster.Hosts.Select(h => h.Cpu))) return false;
            if (cluster.CapacityOf(CapacityKind.Memory) != Sum(cluster.Hosts.Select(h => h.Memory))) return false;
            if (cluster.VmsOf(SmallCloud.Accounts[0]) != cluster.Hosts.Sum(h => h.VmsOf(SmallCloud.Accounts[0]))) return false;
        }
        foreach (var pod in zone.Pods)
        {
            if (pod.CapacityOf(CapacityKind.Memory) != Sum(pod.Clusters.Select(c => c.CapacityOf(CapacityKind.Memory)))) return false;
        }
        return zone.Clusters.Sum(c => c.Hosts.Length) == cloud.Hosts.Count
            && zone.ClustersByUse(CapacityKind.Cpu).SequenceEqual(zone.Clusters.OrderBy(c => c.CapacityOf(CapacityKind.Cpu).TakenShare));
    }

    private static CapacityFigures Sum(IEnumerable<CapacityFigures> parts) =>
        parts.Aggregate(default(CapacityFigures), (a, b) => new CapacityFigures(a.Total + b.Total, a.Used + b.Used, a.Reserved + b.Reserved));
}
