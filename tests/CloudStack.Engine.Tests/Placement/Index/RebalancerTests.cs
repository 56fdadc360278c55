using CloudStack.Engine.Placement;
using CloudStack.Placement;
using CsCheck;

namespace CloudStack.Engine.Tests.Placement.Index;

[TestFixture]
public class RebalancerTests
{
    private static readonly PlacementSettings Settings = new() { VmAllocationAlgorithm = "firstfit" };

    [Test]
    public void The_moves_of_a_plan_never_oversell_a_host_on_the_way_and_even_out_what_they_promise()
    {
        var moved = 0;
        Gen.Select(Gen.Int[2, 12], Gen.Select(Gen.Int[0, 11], Gen.Int[1, 4], Gen.Int[1, 8]).Array[0, 60]).Sample((hosts, vms) =>
        {
            var (index, placed) = Cloud(hosts, vms);
            var plan = Rebalancer.Plan(index.FindZone(SmallCloud.Zone)!, placed, Settings, new RebalanceLimits());
            if (plan.Moves.Count > 0) Interlocked.Increment(ref moved);
            if (Math.Abs(Deviation(index) - plan.DeviationBefore) > 1e-9) return false;
            foreach (var move in plan.Moves)
            {
                var vm = placed.Single(vm => vm.Id == move.VirtualMachineId);
                index.ApplyHostUsage(move.From, new HostUsage(-vm.Request.CpuMhz, -vm.Request.MemoryBytes, 0, 0, -1));
                index.ApplyHostUsage(move.To, new HostUsage(vm.Request.CpuMhz, vm.Request.MemoryBytes, 0, 0, 1));
                var target = index.FindHost(move.To)!;
                if (move.From != vm.HostId || target.Cpu.FreeWith(1) < 0 || target.Memory.FreeWith(1) < 0 || move.Gain <= 0) return false;
            }
            return plan.Moves.DistinctBy(move => move.VirtualMachineId).Count() == plan.Moves.Count
                && Math.Abs(Deviation(index) - plan.DeviationAfter) < 1e-9 && (plan.Moves.Count == 0 || plan.DeviationAfter < plan.DeviationBefore);
        }, iter: 1_000, threads: 1);
        Assert.That(moved, Is.GreaterThan(300));
    }

    [Test]
    public void A_full_host_beside_an_empty_one_gives_half_of_its_vms()
    {
        var (index, vms) = Cloud(2, [.. Enumerable.Repeat((0, 1, 1), 8)]);
        var plan = Rebalancer.Plan(index.FindZone(SmallCloud.Zone)!, vms, Settings, new RebalanceLimits());
        Assert.That(plan.Moves, Has.Count.EqualTo(4));
        Assert.That(plan.DeviationAfter, Is.Zero);
    }

    [Test]
    public void Limits_of_moves_and_bytes_are_kept()
    {
        var (index, vms) = Cloud(2, [.. Enumerable.Repeat((0, 1, 1), 8)]);
        var zone = index.FindZone(SmallCloud.Zone)!;
        Assert.That(Rebalancer.Plan(zone, vms, Settings, new RebalanceLimits { MostMoves = 2 }).Moves, Has.Count.EqualTo(2));
        Assert.That(Rebalancer.Plan(zone, vms, Settings, new RebalanceLimits { MostBytes = 3 * vms[0].CostBytes }).Moves, Has.Count.EqualTo(3));
        Assert.That(Rebalancer.Plan(zone, vms, Settings, new RebalanceLimits { LeastGain = 1_000_000 }).Moves, Is.Empty);
    }

    [Test]
    public void A_vm_that_needs_a_tag_goes_only_where_it_is_and_one_that_cannot_be_migrated_stays()
    {
        var (index, vms) = Cloud(3, [.. Enumerable.Repeat((0, 1, 1), 8)]);
        index.Upsert(Host(2) with { Tags = ["gpu"] });
        var zone = index.FindZone(SmallCloud.Zone)!;
        var tagged = vms.ConvertAll(vm => vm with { Request = vm.Request with { HostTag = "gpu" } });
        Assert.That(Rebalancer.Plan(zone, tagged, Settings, new RebalanceLimits()).Moves.Select(move => move.To).Distinct(), Is.EqualTo(new[] { Host(2).Id }));
        Assert.That(Rebalancer.Plan(zone, vms.ConvertAll(vm => vm with { IsMovable = false }), Settings, new RebalanceLimits()).Moves, Is.Empty);
    }

    [Test]
    public void Of_an_affinity_group_one_vm_moves_in_a_plan()
    {
        var (index, vms) = Cloud(2, [.. Enumerable.Repeat((0, 1, 1), 8)]);
        var plan = Rebalancer.Plan(index.FindZone(SmallCloud.Zone)!, vms.ConvertAll(vm => vm with { Groups = ["web"] }), Settings, new RebalanceLimits());
        Assert.That(plan.Moves, Has.Count.EqualTo(1));
    }

    [Test]
    public void Clusters_are_left_only_when_that_is_allowed()
    {
        var (index, vms) = Cloud(1, [.. Enumerable.Repeat((0, 1, 1), 8)]);
        index.Upsert(new ClusterEntry(new ClusterId(SmallCloud.Id(3, 1)), new PodId(SmallCloud.Id(2, 0)), "c1", "KVM"));
        index.Upsert(Host(1) with { ClusterId = new ClusterId(SmallCloud.Id(3, 1)) });
        var zone = index.FindZone(SmallCloud.Zone)!;
        Assert.That(Rebalancer.Plan(zone, vms, Settings, new RebalanceLimits()).Moves, Is.Empty);
        Assert.That(Rebalancer.Plan(zone, vms, Settings, new RebalanceLimits { AcrossClusters = true }).Moves, Has.Count.EqualTo(4));
    }

    private static HostEntry Host(int number) => new(new HostId(SmallCloud.Id(4, number)), new ClusterId(SmallCloud.Id(3, 0)), $"h{number}", 16, 1000, 64);

    private static (CapacityIndex Index, List<RebalanceVm> Vms) Cloud(int hosts, IReadOnlyList<(int Host, int Cores, int Memory)> vms)
    {
        var index = new CapacityIndex();
        index.Upsert(new ZoneEntry(SmallCloud.Zone, "z"));
        index.Upsert(new PodEntry(new PodId(SmallCloud.Id(2, 0)), SmallCloud.Zone, "p"));
        index.Upsert(new ClusterEntry(new ClusterId(SmallCloud.Id(3, 0)), new PodId(SmallCloud.Id(2, 0)), "c", "KVM"));
        for (var host = 0; host < hosts; host++) index.Upsert(Host(host));
        var placed = new List<RebalanceVm>();
        foreach (var (number, cores, memory) in vms)
        {
            var host = index.FindHost(Host(number % hosts).Id)!;
            if (host.Cpu.FreeWith(1) < cores * 1000 || host.Memory.FreeWith(1) < memory) continue;
            index.ApplyHostUsage(host.Id, new HostUsage(cores * 1000, memory, 0, 0, 1));
            var request = new PlacementRequest
            {
                ZoneId = SmallCloud.Zone, Hypervisor = "KVM", Cores = cores, Mhz = 1000, MemoryBytes = memory, RequiresHvm = false,
            };
            placed.Add(new RebalanceVm(new VirtualMachineId(SmallCloud.Id(9, placed.Count)), $"v{placed.Count}", host.Id, request));
        }
        return (index, placed);
    }

    private static double Deviation(CapacityIndex index)
    {
        var shares = index.FindZone(SmallCloud.Zone)!.Clusters.SelectMany(cluster => cluster.Hosts).Select(host => host.Cpu.TakenShare).ToList();
        var mean = shares.Average();
        return Math.Sqrt(shares.Average(share => (share - mean) * (share - mean)));
    }
}
