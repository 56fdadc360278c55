using CloudStack.Engine.Placement;
using CloudStack.Placement;
using CsCheck;

namespace CloudStack.Engine.Tests.Placement.Index;

[TestFixture]
public class WhatIfPropertyTests
{
    private static readonly Gen<(SmallCloud Cloud, int Seed)> Cases = Gen.Select(SmallCloud.Gen, Gen.Int[0, int.MaxValue]);

    [Test]
    public void As_many_fit_as_can_be_placed_one_after_the_other()
    {
        var counted = 0;
        Cases.Sample(c =>
        {
            var random = new Random(c.Seed);
            var settings = SmallCloud.SettingsFrom(random);
            var request = c.Cloud.RequestFrom(random) with { HostId = null, LastHostId = null };
            request = request with { Volumes = [.. request.Volumes.Where(volume => volume.ExistingPoolId is null).Take(1)] };
            var index = c.Cloud.Build();
            var fit = FitCounter.Count(request, index, settings);
            var branch = index.Branch(SmallCloud.Zone);
            var placer = new Placer(settings);
            var placed = new Dictionary<HostId, long>();
            while (placed.Values.Sum() < 1000 && branch.PlaceAndHold(placer, request, out var hold) is var result && hold is not null)
            {
                branch.Keep(hold);
                placed[result.HostId!.Value] = placed.GetValueOrDefault(result.HostId.Value) + 1;
                foreach (var volume in result.Volumes.Where(volume => volume.CopiesTemplate)) branch.SetTemplateOnPool(volume.PoolId, request.Volumes[0].TemplateId!.Value, true);
            }
            if (placed.Count > 0) Interlocked.Increment(ref counted);
            return fit is not null && (fit.Count >= 1000 ? placed.Values.Sum() == 1000 : fit.Count == placed.Values.Sum()) && fit.Hosts.Sum(host => host.Count) == fit.Count;
        }, iter: 3_000, threads: 1);
        Assert.That(counted, Is.GreaterThan(300));
    }

    [Test]
    public void What_is_tried_on_a_branch_leaves_the_index_as_it_was_and_starts_from_the_same_figures()
    {
        Cases.Sample(c =>
        {
            var random = new Random(c.Seed);
            var placer = new Placer(SmallCloud.SettingsFrom(random));
            var index = c.Cloud.Build();
            var before = Figures(c.Cloud, index);
            var branch = index.Branch(SmallCloud.Zone);
            var same = Figures(c.Cloud, branch) == before;
            for (var i = 0; i < 10; i++) branch.PlaceAndHold(placer, c.Cloud.RequestFrom(random), out _);
            branch.Remove(c.Cloud.Hosts[0].Id);
            return same && Figures(c.Cloud, index) == before;
        }, iter: 500, threads: 1);
    }

    [Test]
    public void A_branch_decides_as_the_index_does()
    {
        Cases.Sample(c =>
        {
            var random = new Random(c.Seed);
            var placer = new Placer(SmallCloud.SettingsFrom(random));
            var request = c.Cloud.RequestFrom(random) with { Seed = 7 };
            var index = c.Cloud.Build();
            return placer.Place(request, index).HostId == placer.Place(request, index.Branch(SmallCloud.Zone)).HostId;
        }, iter: 1_000, threads: 1);
    }

    private static string Figures(SmallCloud cloud, CapacityIndex index) => string.Join(' ',
        cloud.Hosts.Select(h => index.FindHost(h.Id)!).Select(h => $"{h.Cpu} {h.Memory} {h.Guests} {h.Tags.Length} {h.VmsOf(SmallCloud.Accounts[0])}")
            .Concat(cloud.Pools.Select(p => index.FindPool(p.Id)!).Select(p => $"{p.AllocatedBytes} {p.FullShare} {p.VolumesOf(SmallCloud.Accounts[0])}"))
            .Concat(index.FindZone(SmallCloud.Zone)!.Clusters.Select(cluster => $"{cluster.CapacityOf(CapacityKind.Cpu)} {cluster.VmsOf(SmallCloud.Accounts[0])}")));
}
