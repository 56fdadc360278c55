using CloudStack.Drivers;
using CloudStack.Engine.Persistence;
using CloudStack.Engine.Placement;
using CloudStack.Placement;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>The steps of every saga that starts a VM: find and claim a place, make its volumes, start it there; elsewhere if that fails.</summary>
internal sealed class VmStarter(
    Database database, PlacementIndex index, VmPlacement placement, VmClaims claims, VmSpecs specs, VmProvisioner provisioner, HypervisorGateway hypervisors, SettingsStore settings,
    VmNetworks networks, ISecretProtector secrets, TimeProvider time)
{
    private const int MostRaces = 200;

    public SagaBuilder<VmStartState> AddSteps(SagaBuilder<VmStartState> saga) => saga
        .Step("place", PlaceAsync, undo: UnclaimAsync)
        .Step("start", StartAsync, undo: RemoveAsync);

    /// <summary>What the caller of a start gets.</summary>
    public async Task<VirtualMachine> ResultAsync(VmStartState state, Db db)
    {
        var view = state.View is { } started ? started with { State = VirtualMachineState.Running } : await VmViews.ReadAsync(db, state.EntityId, state.ForAdmin);
        return state.Password is null ? view : view with { Password = secrets.Unprotect(state.Password) };
    }

    private async Task PlaceAsync(VmStartState state, SagaRun run, CancellationToken ct)
    {
        if (!state.Start)
        {
            return;
        }
        for (var race = 0; ; race++)
        {
            var (vm, request) = await RequestAsync(state, ct);
            if (vm.State != VirtualMachineState.Stopped)
            {
                throw VmTransitions.Refuse(vm, "started");
            }
            var place = await index.PlaceAsync(vm.ZoneId, request, ct, vm.Uuid);
            if (place.Hold is null)
            {
                throw NoPlace(vm, state, place);
            }
            try
            {
                state.Tries++;
                await run.CommitAsync(db => claims.ClaimAsync(db, vm, state, place));
                index.Keep(place);
                state.Plan?.Claimed(place);
                await claims.ClaimedAsync(database, vm, place);
                return;
            }
            catch (ClaimLostException) when (race < MostRaces)
            {
                Forget(state);
                await index.CorrectAsync(vm.ZoneId, place, ct);
            }
            catch
            {
                Forget(state);
                index.Release(place.Hold);
                throw;
            }
        }
    }

    /// <summary>The VM, and what it asks of placement: as the deployment has just recorded it, else from the database.</summary>
    private async Task<(VirtualMachineRow Vm, PlacementRequest Request)> RequestAsync(VmStartState state, CancellationToken ct)
    {
        if (state.Plan is not { } plan)
        {
            return await database.ReadAsync(async db =>
            {
                var vm = await db.GetAsync<VirtualMachineRow>(state.EntityId, ct);
                return (vm, await placement.RequestAsync(db, vm, state));
            }, ct);
        }
        var request = VmPlacement.Request(plan.Vm, plan.Volumes, plan.Facts, state);
        return (plan.Vm, plan.Vm.InAffinityGroups ? await database.ReadAsync(db => VmPlacement.WithAffinityAsync(db, plan.Vm, request, state), ct) : request);
    }

    /// <summary>A claim was not committed, so that what it said of itself is not so.</summary>
    private static void Forget(VmStartState state) => (state.Plan, state.HostId, state.NewVolumes, state.Tries) = (null, 0, [], state.Tries - 1);

    private static CloudStackException NoPlace(VirtualMachineRow vm, VmStartState state, HeldPlace place)
    {
        var before = state.LastFailure is null ? "" : $" Before that, {state.LastFailure}";
        return new CloudStackException(ErrorCode.InsufficientCapacity,
            $"There is no place for the virtual machine {vm.DisplayName ?? vm.Name}: {place.Result.Refusal}{before}")
        {
            Reasons = place.Result.Trace?.ToLines() ?? [],
        };
    }

    private async Task StartAsync(VmStartState state, SagaRun run, CancellationToken ct)
    {
        if (!state.Start)
        {
            return;
        }
        state.MayRun |= run.IsResumed;
        var (vm, host, spec, toMake) = await ReadAsync(state, ct);
        await networks.EnsureAsync(vm.Id, ct);
        try
        {
            var connection = await hypervisors.ConnectAsync(host, ct);
            var made = await provisioner.MakeAsync(connection, toMake, ct);
            state.MayRun = true;
            await connection.CallAsync((driver, endpoint) => driver.EnsureAsync(endpoint, spec, ct), ct);
            state.View = await database.ReadAsync(db => VmViews.ReadAsync(db, vm.Id, state.ForAdmin), ct);
            await run.CommitAsync(async db =>
            {
                await provisioner.RecordAsync(db, made);
                await db.Moving(vm.Id, VirtualMachineState.Running, time.GetUtcNow(), VirtualMachineState.Starting)
                    .Set(row => row.LastHostId, host.Id)
                    .Set(row => row.PowerState, nameof(VmPower.Running))
                    .Set(row => row.UpdateParameters, false)
                    .MoveAsync(db, vm.Id, "running");
            });
            provisioner.Recorded(made);
        }
        catch (DriverException exception) when (MayGoElsewhere(exception, state, run))
        {
            await GoElsewhereAsync(state, run, host, exception, ct);
        }
    }

    /// <summary>What the start works with, in one read.</summary>
    private Task<(VirtualMachineRow Vm, HostRow Host, VmSpec Spec, IReadOnlyList<VmProvisioner.ToMake> ToMake)> ReadAsync(VmStartState state, CancellationToken ct) =>
        database.ReadAsync(async db =>
        {
            var plan = state.Plan;
            var vm = plan?.Vm ?? await db.GetAsync<VirtualMachineRow>(state.EntityId, ct);
            var volumes = plan?.Volumes ?? await VmSpecs.VolumesAsync(db, vm, ct);
            var sources = await VmSpecs.SourcesAsync(db, volumes, ct, plan);
            List<VolumeRow> wanted = [.. volumes.Where(volume => state.NewVolumes.Contains(volume.Id))];
            return (vm, await db.GetAsync<HostRow>(state.HostId, ct), await specs.RunningAsync(db, vm, volumes, sources, plan, ct),
                await provisioner.ToMakeAsync(db, wanted, sources, ct));
        }, ct);

    /// <summary>What a retry at the same host could mend is left to the runner first.</summary>
    private bool MayGoElsewhere(DriverException exception, VmStartState state, SagaRun run) =>
        state.PinnedHost is null && state.Tries < settings.Current.StartRetry && ((!exception.CanRetry && exception.Outcome != Outcome.Unknown) || run.Attempt >= 2);

    private async Task GoElsewhereAsync(VmStartState state, SagaRun run, HostRow host, DriverException exception, CancellationToken ct)
    {
        if (exception.Outcome == Outcome.NotApplied && !run.IsResumed && run.Attempt == 0)
        {
            state.MayRun = false;
        }
        await RemoveFromHostAsync(state, ct);
        state.Plan = null;
        state.AvoidHosts.Add(host.Uuid);
        state.LastFailure = $"host {host.Name} failed: {exception.Message}";
        var freed = await FreedAsync(state);
        await run.RewindAsync("place", db => claims.UnclaimAsync(db, state));
        freed();
    }

    private async Task RemoveAsync(VmStartState state, SagaRun run, CancellationToken ct)
    {
        await RemoveFromHostAsync(state, ct);
    }

    /// <summary>Makes sure that nothing of this start is left on the host: no VM, and no volumes that it made.</summary>
    private async Task RemoveFromHostAsync(VmStartState state, CancellationToken ct)
    {
        if (state.HostId == 0)
        {
            return;
        }
        var (vm, host) = await database.ReadAsync(async db => (
            await db.GetAsync<VirtualMachineRow>(state.EntityId, ct), await db.GetAsync<HostRow>(state.HostId, ct)), ct);
        if (state.MayRun)
        {
            var connection = await hypervisors.ConnectAsync(host, ct);
            await connection.CallAsync((driver, endpoint) => driver.RemoveAsync(endpoint, VmSpecs.Ref(vm), ct), ct);
            state.MayRun = false;
        }
        await provisioner.RemoveAsync(host, state.NewVolumes, ct);
    }

    private async Task UnclaimAsync(VmStartState state, SagaRun run, CancellationToken ct)
    {
        var (freed, claimed) = (await FreedAsync(state), state.HostId != 0);
        await run.CommitAsync(db => claims.UnclaimAsync(db, state));
        freed();
        if (claimed)
        {
            await networks.TellOfAsync(state.EntityId, ct);
        }
    }

    /// <summary>What placement is to be told once the claim of a start is undone.</summary>
    private async Task<Action> FreedAsync(VmStartState state)
    {
        if (state.HostId == 0)
        {
            return () => { };
        }
        var (vm, host, owner, volumes) = await database.ReadAsync(async db => (
            await db.VirtualMachines.FirstAsync(row => row.Id == state.EntityId),
            await db.Hosts.FirstAsync(row => row.Id == state.HostId),
            await db.Accounts.Where(row => row.Id == state.OwnerAccountId).Select(row => row.Uuid).FirstAsync(),
            await (from volume in db.Volumes
                   join pool in db.StoragePools on volume.PoolId equals pool.Id
                   where state.NewVolumes.Contains(volume.Id)
                   select new { pool.Uuid, volume.HoldsBytes }).ToListAsync()));
        return () =>
        {
            index.Apply(host.Uuid, new HostUsage(-(long)vm.Cpus * vm.CpuMhz, -vm.MemoryBytes, Guests: -1));
            index.ApplyOwner(host.Uuid, owner, -1);
            volumes.ForEach(volume => index.Apply(volume.Uuid, -volume.HoldsBytes));
        };
    }
}
