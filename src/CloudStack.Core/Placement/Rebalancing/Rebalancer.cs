namespace CloudStack.Placement;

/// <summary>
/// Plans live migrations that even out how much of their CPU or memory the hosts of a zone have given away. Pure: it reads the view and moves nothing.
/// </summary>
/// <remarks>
/// Each step takes a VM from the fullest host that still has one worth moving, and brings it to the emptiest host that may run it; it takes the VM that
/// evens out most for what its move costs. A host that a VM may not run on by the rules of placement is never proposed, and no host is filled above
/// its capacity in between, whichever of the moves are made and in the order of the plan.
/// </remarks>
public static class Rebalancer
{
    private const int MostTargets = 16;

    /// <summary>Plans.</summary>
    /// <param name="zone">The zone.</param>
    /// <param name="vms">The running VMs of the zone. Those that are not named here stay where they are.</param>
    /// <param name="settings">The settings in force.</param>
    /// <param name="limits">What the plan may cost.</param>
    public static RebalancePlan Plan(IZoneView zone, IReadOnlyList<RebalanceVm> vms, PlacementSettings settings, RebalanceLimits limits)
    {
        ArgumentNullException.ThrowIfNull(zone);
        ArgumentNullException.ThrowIfNull(vms);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(limits);
        return new Run(zone, vms, settings, limits).Plan();
    }

    private sealed class Run
    {
        private readonly IZoneView zone;
        private readonly PlacementSettings settings;
        private readonly RebalanceLimits limits;
        private readonly GuestLimits guestLimits;
        private readonly Dictionary<HostId, Load> loads;
        private readonly SortedSet<Load> targets = new(ByShare.Instance);
        private readonly SortedSet<Load> sources = new(ByShare.Instance);
        private readonly List<RebalanceMove> moves = [];
        private readonly HashSet<object> movedGroups = [];
        private long bytes;

        public Run(IZoneView zone, IReadOnlyList<RebalanceVm> vms, PlacementSettings settings, RebalanceLimits limits)
        {
            (this.zone, this.settings, this.limits) = (zone, settings, limits);
            guestLimits = new GuestLimits(settings);
            loads = zone.Clusters.SelectMany(cluster => cluster.Hosts).Select((host, number) => new Load(host, number, limits.Kind, settings)).ToDictionary(load => load.Host.Id);
            foreach (var vm in vms)
            {
                if (loads.TryGetValue(vm.HostId, out var load) && vm.IsMovable) load.Vms.Add(vm);
            }
            foreach (var load in loads.Values)
            {
                if (load.Host is { State: "Up", ResourceState: "Enabled" }) targets.Add(load);
                if (load.Vms.Count > 0 && load.Host.State == "Up") sources.Add(load);
            }
        }

        public RebalancePlan Plan()
        {
            var before = Deviation();
            while (sources.Count > 0 && moves.Count < limits.MostMoves)
            {
                var source = sources.Max!;
                if (Best(source) is not { } move)
                {
                    sources.Remove(source);
                    continue;
                }
                Make(source, move.Target, move.Vm, move.Gain);
            }
            return new RebalancePlan { Moves = moves, DeviationBefore = before, DeviationAfter = Deviation() };
        }

        private (RebalanceVm Vm, Load Target, double Gain)? Best(Load source)
        {
            (RebalanceVm Vm, Load Target, double Gain)? best = null;
            var bestWorth = 0.0;
            PlacementRequest? like = null;
            foreach (var vm in source.Vms)
            {
                // VMs of one size come one after the other and would go to the same place.
                if (ReferenceEquals(vm.Request, like) || bytes + vm.CostBytes > limits.MostBytes || IsMoved(vm)) continue;
                like = vm.Request;
                if (TargetFor(vm, source) is not { } target) continue;
                var gain = Gain(source, target, Amount(vm));
                var worth = gain / (1 + vm.CostBytes / (double)(64L << 30));
                if (gain < limits.LeastGain || worth <= bestWorth) continue;
                (best, bestWorth) = ((vm, target, gain), worth);
            }
            return best;
        }

        /// <summary>The emptiest host that may run a VM and is made no fuller by it than its host is now.</summary>
        private Load? TargetFor(RebalanceVm vm, Load source)
        {
            var tried = 0;
            foreach (var target in targets)
            {
                if (target == source || tried++ == MostTargets || Gain(source, target, Amount(vm)) <= 0) return null;
                if (target.HasRoom(vm.Request) && IsAllowed(vm, target.Host)) return target;
            }
            return null;
        }

        private bool IsAllowed(RebalanceVm vm, IHostView host)
        {
            if (!limits.AcrossClusters && loads[vm.HostId].Host.Cluster.Id != host.Cluster.Id) return false;
            var placement = new PlacementContext(vm.Request, settings, guestLimits, zone, 0);
            return ClusterGate.Pass(host.Cluster, placement) && HostPipeline.Pass(host, placement, HostPipeline.StaticFilters);
        }

        private bool IsMoved(RebalanceVm vm) => vm.Groups.Any(movedGroups.Contains);

        private long Amount(RebalanceVm vm) => limits.Kind == CapacityKind.Cpu ? vm.Request.CpuMhz : vm.Request.MemoryBytes;

        /// <summary>By how much the sum of the squares of the hosts' shares falls, in thousandths.</summary>
        private static double Gain(Load source, Load target, long amount)
        {
            var (a, b) = (source.Share, target.Share);
            var (less, more) = (a - amount / source.Total, b + amount / target.Total);
            return 1000 * (a * a + b * b - less * less - more * more);
        }

        private void Make(Load source, Load target, RebalanceVm vm, double gain)
        {
            var (wasTarget, wasSource) = (targets.Remove(source), sources.Remove(target));
            sources.Remove(source);
            targets.Remove(target);
            source.Take(vm.Request, -1);
            target.Take(vm.Request, 1);
            source.Vms.Remove(vm);
            // A VM moves once: what has come stays.
            if (source.Vms.Count > 0) sources.Add(source);
            if (wasTarget) targets.Add(source);
            if (wasSource) sources.Add(target);
            targets.Add(target);
            bytes += vm.CostBytes;
            movedGroups.UnionWith(vm.Groups);
            moves.Add(new RebalanceMove(vm.Id, vm.Name, source.Host.Id, target.Host.Id, gain, vm.CostBytes));
        }

        private double Deviation() => RebalancePlan.Deviation([.. loads.Values.Select(load => load.Share)]);
    }

    /// <summary>What a host carries in the course of the plan.</summary>
    private sealed class Load(IHostView host, int number, CapacityKind kind, PlacementSettings settings)
    {
        private readonly int mostGuests = settings.GuestLimitOf(host.Cluster.Hypervisor, host.HypervisorVersion) ?? int.MaxValue;
        private long cpu = host.Cpu.Taken;
        private long memory = host.Memory.Taken;
        private int guests = host.Guests;

        public IHostView Host { get; } = host;

        public int Number { get; } = number;

        public List<RebalanceVm> Vms { get; } = [];

        public double Total { get; } = Math.Max(1, (kind == CapacityKind.Cpu ? host.Cpu : host.Memory).Total);

        public double Share => (kind == CapacityKind.Cpu ? cpu : memory) / Total;

        public bool HasRoom(PlacementRequest request) => guests < mostGuests && cpu + request.CpuMhz <= Host.Cpu.TotalWith(settings.CpuFactor)
            && memory + request.MemoryBytes <= Host.Memory.TotalWith(settings.MemoryFactor);

        public void Take(PlacementRequest request, int sign)
        {
            cpu += sign * request.CpuMhz;
            memory += sign * request.MemoryBytes;
            guests += sign;
        }
    }

    private sealed class ByShare : IComparer<Load>
    {
        public static readonly ByShare Instance = new();

        public int Compare(Load? x, Load? y)
        {
            var order = x!.Share.CompareTo(y!.Share);
            return order != 0 ? order : x.Number.CompareTo(y.Number);
        }
    }
}
