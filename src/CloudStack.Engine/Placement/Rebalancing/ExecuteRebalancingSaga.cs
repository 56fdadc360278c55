using System.Collections.Concurrent;
using System.Globalization;
using CloudStack.Engine.Persistence;
using CloudStack.Placement;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>What an execution knows: the moves and, at its end, what came of them.</summary>
internal sealed class RebalancingState : SagaState
{
    public Guid Zone { get; set; }

    public long ZoneId { get; set; }

    public List<RebalancingStep> Moves { get; set; } = [];

    public int AtOnce { get; set; }

    public int Moved { get; set; }

    public List<string> Failures { get; set; } = [];

    public double Before { get; set; }

    public double Promised { get; set; }

    public double After { get; set; }
}

/// <summary>A VM and the host that it shall go to.</summary>
internal sealed record RebalancingStep(Guid Vm, Guid Host);

/// <summary>
/// Has each move made by a migration of its own, which checks and claims for itself. After a crash all moves are looked at again: what is on its target
/// counts as moved.
/// </summary>
internal sealed class ExecuteRebalancingSaga(Dispatcher dispatcher, Database database, PlacementPolicy policy)
    : Saga<ExecuteRebalancing, RebalancingState, RebalancingResult>
{
    private const int MostMoves = 10_000;

    protected override async Task<RebalancingState> PrepareAsync(ExecuteRebalancing command, CommandContext context, CancellationToken ct)
    {
        var zone = context.Row<ZoneRow>(command.ZoneId.Value);
        if (command.AtOnce is < 1 or > 16)
        {
            throw CloudStackException.Invalid($"atonce is {command.AtOnce}; it goes from 1 to 16.");
        }
        if (command.Moves.Count is 0 or > MostMoves)
        {
            throw CloudStackException.Invalid($"moves has {command.Moves.Count} moves; it takes 1 to {MostMoves}.");
        }
        var moves = command.Moves.Select(move => move is { VirtualMachineId: { } vm, HostId: { } host } ? new RebalancingStep(vm.Value, host.Value)
            : throw CloudStackException.Invalid("Each move needs virtualmachineid and hostid.")).ToList();
        if (moves.DistinctBy(move => move.Vm).Count() != moves.Count)
        {
            throw CloudStackException.Invalid("moves names a virtual machine twice; each moves once.");
        }
        var (vms, loads) = await context.ReadAsync(async db => (await PlacedVms.ReadAsync(db, zone, null), await LoadsAsync(db, zone.Id, ct)), ct);
        var state = new RebalancingState
        {
            EntityUuid = zone.Uuid, EntityId = zone.Id, Zone = zone.Uuid, ZoneId = zone.Id, Moves = moves, AtOnce = command.AtOnce ?? 2, Before = Deviation(loads, []),
        };
        var placed = vms.ToDictionary(vm => vm.Row.Uuid);
        foreach (var (vm, _) in moves)
        {
            if (!placed.ContainsKey(vm))
            {
                throw CloudStackException.Invalid($"The virtual machine {vm} does not run in the zone {zone.Name}.");
            }
        }
        state.Promised = Deviation(loads, [.. moves.Select(move => (placed[move.Vm], new HostId(move.Host)))]);
        return state;
    }

    protected override void Define(SagaBuilder<RebalancingState> saga) => saga.Step("move", MoveAsync);

    /// <summary>Two rebalancings of a zone would each undo what the other promises.</summary>
    protected override IReadOnlyList<string> Locks(RebalancingState state) => [$"rebalancing:{state.Zone}"];

    protected override Task<RebalancingResult> ResultAsync(RebalancingState state, Db db) => Task.FromResult(new RebalancingResult
    {
        Moved = state.Moved,
        Failures = state.Failures,
        DeviationBefore = state.Before,
        DeviationPromised = state.Promised,
        DeviationAfter = state.After,
    });

    private async Task MoveAsync(RebalancingState state, SagaRun run, CancellationToken ct)
    {
        var hosts = await database.ReadAsync(async db => (await db.ListAsync<HostRow>(nameof(HostRow.ZoneId), state.ZoneId, ct)).ToDictionary(host => host.Id), ct);
        var failures = new ConcurrentQueue<(int Number, string Line)>();
        var moved = 0;
        await Parallel.ForEachAsync(state.Moves.Index(), new ParallelOptions { MaxDegreeOfParallelism = state.AtOnce, CancellationToken = ct }, async (move, token) =>
        {
            var (vm, host) = move.Item;
            var row = await database.ReadAsync(db => db.FindAsync<VirtualMachineRow>(vm, token), token);
            if (row?.HostId is { } current && hosts.TryGetValue(current, out var on) && on.Uuid == host)
            {
                Interlocked.Increment(ref moved);
                return;
            }
            try
            {
                await dispatcher.ExecuteAsync(new MigrateVirtualMachine(new VirtualMachineId(vm)) { HostId = new HostId(host) }, Caller.System, token);
                Interlocked.Increment(ref moved);
            }
            catch (CloudStackException exception)
            {
                failures.Enqueue((move.Index, string.Create(CultureInfo.InvariantCulture, $"{row?.InstanceName ?? vm.ToString()}: {exception.Message}")));
            }
        });
        var after = Deviation(await database.ReadAsync(db => LoadsAsync(db, state.ZoneId, ct), ct), []);
        await run.CommitAsync(_ =>
        {
            (state.Moved, state.After) = (moved, after);
            state.Failures = [.. failures.OrderBy(failure => failure.Number).Select(failure => failure.Line)];
            return Task.CompletedTask;
        });
    }

    /// <summary>What the hosts of a zone have given away, as the database says: memory may be a moment behind.</summary>
    private static async Task<Dictionary<HostId, HostCapacityRow>> LoadsAsync(Db db, long zone, CancellationToken ct) =>
        (await (from host in db.Hosts
                join capacity in db.HostCapacities on host.Id equals capacity.HostId
                where host.ZoneId == zone && host.Type == HostRules.Routing && host.Removed.IsNotSet()
                select new { host.Uuid, Capacity = capacity }).ToListAsync(ct)).ToDictionary(row => new HostId(row.Uuid), row => row.Capacity);

    /// <summary>Standard deviation of the hosts' taken shares, as it is or as it would be with some VMs elsewhere.</summary>
    private double Deviation(IReadOnlyDictionary<HostId, HostCapacityRow> loads, IReadOnlyList<(PlacedVm Vm, HostId To)> moves)
    {
        var isCpu = policy.Placer.Settings.ClusterOrder == CapacityKind.Cpu;
        var shares = loads.ToDictionary(load => load.Key, load => isCpu
            ? new CapacityFigures(load.Value.TotalCpu, load.Value.UsedCpu, load.Value.ReservedCpu)
            : new CapacityFigures(load.Value.TotalMemory, load.Value.UsedMemory, load.Value.ReservedMemory));
        foreach (var (vm, to) in moves)
        {
            var amount = isCpu ? vm.Request.CpuMhz : vm.Request.MemoryBytes;
            if (shares.TryGetValue(vm.Host, out var source) && shares.TryGetValue(to, out var target) && vm.Host != to)
            {
                shares[vm.Host] = source with { Used = source.Used - amount };
                shares[to] = target with { Used = target.Used + amount };
            }
        }
        return RebalancePlan.Deviation([.. shares.Values.Select(share => share.TakenShare)]);
    }
}
