using CloudStack.Drivers;
using CloudStack.Engine.Persistence;
using CloudStack.Engine.Placement;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>What a live migration knows.</summary>
internal sealed class VmMigrationState : VmState
{
    public long SourceId { get; set; }

    public long TargetId { get; set; }

    /// <summary>Whether the target's capacity is claimed.</summary>
    public bool Claimed { get; set; }
}

/// <summary>Moves a running VM to another host of its cluster.</summary>
internal sealed class MigrateVirtualMachineSaga(
    Database database, HostCapacities capacities, PlacementIndex index, VmSpecs specs, HypervisorGateway hypervisors, SettingsStore settings, TimeProvider time)
    : Saga<MigrateVirtualMachine, VmMigrationState, VirtualMachine>
{
    private const int MostRaces = 20;

    protected override async Task<VmMigrationState> PrepareAsync(MigrateVirtualMachine command, CommandContext context, CancellationToken ct)
    {
        var vm = context.Row<VirtualMachineRow>(command.VirtualMachineId.Value);
        if (command.StorageId is not null)
        {
            throw CloudStackException.Invalid(command.HostId is null
                ? "Moving a virtual machine's storage is not offered by any driver of this cloud; storageid cannot be used."
                : "Give hostid or storageid, not both.");
        }
        if (command.HostId is not { } hostId)
        {
            throw CloudStackException.Invalid("hostid is needed: the host to migrate to.");
        }
        if (vm.State != VirtualMachineState.Running)
        {
            throw VmTransitions.Refuse(vm, "migrated");
        }
        var target = context.Row<HostRow>(hostId.Value);
        await CheckTargetAsync(vm, target, ct);
        var state = VmState.Of<VmMigrationState>(vm, context);
        (state.SourceId, state.TargetId) = (vm.HostId!.Value, target.Id);
        return state;
    }

    protected override void Define(SagaBuilder<VmMigrationState> saga) => saga
        .Step("claim", ClaimAsync, undo: UnclaimAsync)
        .Step("migrate", MigrateAsync, undo: SettleAsync);

    protected override IReadOnlyList<string> Locks(VmMigrationState state) => [$"vm:{state.EntityUuid}"];

    protected override Task<VirtualMachine> ResultAsync(VmMigrationState state, Db db) => VmViews.ReadAsync(db, state.EntityId, state.ForAdmin);

    private async Task CheckTargetAsync(VirtualMachineRow vm, HostRow target, CancellationToken ct)
    {
        if (hypervisors.Get(vm.Hypervisor) is not ILiveMigration)
        {
            throw CloudStackException.Invalid($"Live migration is not supported on {vm.Hypervisor} hosts.");
        }
        if (target.Id == vm.HostId)
        {
            throw CloudStackException.Invalid($"The virtual machine {vm.Name} is on the host {target.Name} already.");
        }
        if (target.ClusterId != vm.ClusterId)
        {
            throw CloudStackException.Invalid($"The host {target.Name} is in another cluster; a virtual machine migrates within its cluster.");
        }
        if (target.Status != HostStatus.Up || target.ResourceState != HostResourceState.Enabled)
        {
            throw CloudStackException.Invalid($"The host {target.Name} cannot take virtual machines: it is {target.Status} and {target.ResourceState}.");
        }
        var local = await database.ReadAsync(db => (from volume in db.Volumes
                                                    join pool in db.StoragePools on volume.PoolId equals pool.Id
                                                    where volume.VmId == vm.Id && volume.Removed.IsNotSet() && pool.HostId != null
                                                    select pool.Name).FirstOrDefaultAsync(ct), ct);
        if (local is not null)
        {
            throw CloudStackException.Invalid($"The virtual machine {vm.Name} has a volume on the local storage {local}, so it cannot migrate.");
        }
        await CheckGuestLimitAsync(target, ct);
        await database.ReadAsync(db => CheckDedicationAsync(db, vm, target, ct), ct);
        if (vm.InAffinityGroups)
        {
            Check(vm, target, await database.ReadAsync(db => AffinityGroups.RulesAsync(db, vm.Id, ct), ct));
        }
    }

    private static async Task<bool> CheckDedicationAsync(Db db, VirtualMachineRow vm, HostRow target, CancellationToken ct) =>
        await Dedications.RefusalAsync(db, target, vm.AccountId, ct) is not { } reason ? true
            : throw CloudStackException.Invalid($"The virtual machine {vm.Name} cannot move to the host {target.Name}: {reason}. Choose another host, or release that.");

    private static void Check(VirtualMachineRow vm, HostRow target, AffinityRules affinity)
    {
        if (affinity.RefusalOf(target.Uuid) is { } reason)
        {
            throw CloudStackException.Invalid($"The virtual machine {vm.Name} cannot move to the host {target.Name}: {reason}. Choose another host, or change its affinity groups while it is stopped.");
        }
    }

    private async Task CheckGuestLimitAsync(HostRow target, CancellationToken ct)
    {
        var (guests, limits) = await database.ReadAsync(async db => (
            await db.HostCapacities.Where(row => row.HostId == target.Id).Select(row => row.Guests).FirstAsync(ct),
            await db.HypervisorCapabilities.Where(row => row.Hypervisor == target.Hypervisor).ToListAsync(ct)), ct);
        var limit = (limits.FirstOrDefault(row => row.HypervisorVersion == target.HypervisorVersion) ?? limits.FirstOrDefault(row => row.HypervisorVersion == "default"))?.MaxGuests;
        if (guests >= limit)
        {
            throw CloudStackException.Invalid($"The host {target.Name} runs {guests} guests, the most that {target.Hypervisor} hosts may.");
        }
    }

    private async Task ClaimAsync(VmMigrationState state, SagaRun run, CancellationToken ct)
    {
        for (var race = 0; ; race++)
        {
            try
            {
                await TryClaimAsync(state, run);
                break;
            }
            catch (ClaimLostException) when (race < MostRaces)
            {
                // Another member of an affinity group was placed meanwhile.
                state.Claimed = false;
            }
        }
        await TellAsync(state, state.TargetId, 1);
    }

    private Task TryClaimAsync(VmMigrationState state, SagaRun run) =>
        run.CommitAsync(async db =>
        {
            var vm = await db.VirtualMachines.FirstAsync(row => row.Id == state.EntityId);
            if (vm.HostId != state.SourceId)
            {
                throw CloudStackException.Invalid($"The virtual machine {vm.Name} has left its host in the meantime. Look where it is, and migrate it again.");
            }
            await db.Moving(vm.Id, VirtualMachineState.Migrating, time.GetUtcNow(), VirtualMachineState.Running)
                .Set(row => row.TargetHostId, state.TargetId)
                .MoveAsync(db, vm.Id, "migrated");
            var target = await db.GetAsync<HostRow>(state.TargetId);
            await CheckDedicationAsync(db, vm, target, CancellationToken.None);
            if (vm.InAffinityGroups)
            {
                var affinity = await AffinityGroups.RulesAsync(db, vm.Id);
                Check(vm, target, affinity);
                AffinityGroups.ClaimAtCommit(db, affinity.Versions);
            }
            var current = settings.Current;
            if (!await capacities.TryClaimAsync(db, state.TargetId, (long)vm.Cpus * vm.CpuMhz, vm.MemoryBytes, current.CpuOverprovisioningFactor,
                current.MemOverprovisioningFactor, fromReservation: false))
            {
                throw new CloudStackException(ErrorCode.InsufficientCapacity, $"The host {target.Name} has no room for the virtual machine {vm.Name}.");
            }
            state.Claimed = true;
        });

    private async Task UnclaimAsync(VmMigrationState state, SagaRun run, CancellationToken ct)
    {
        if (!state.Claimed)
        {
            return;
        }
        await run.CommitAsync(async db =>
        {
            var vm = await db.VirtualMachines.FirstAsync(row => row.Id == state.EntityId);
            if (vm.TargetHostId == state.TargetId)
            {
                await capacities.ReleaseAsync(db, state.TargetId, (long)vm.Cpus * vm.CpuMhz, vm.MemoryBytes, toReservation: false);
            }
            await db.VirtualMachines.Where(row => row.Id == vm.Id && row.State == VirtualMachineState.Migrating)
                .Set(row => row.State, VirtualMachineState.Running)
                .Set(row => row.StateChanged, time.GetUtcNow())
                .Set(row => row.TargetHostId, (long?)null)
                .UpdateAsync();
            state.Claimed = false;
        });
        await TellAsync(state, state.TargetId, -1);
    }

    private async Task MigrateAsync(VmMigrationState state, SagaRun run, CancellationToken ct)
    {
        var (vm, source, target, spec) = await ReadAsync(state, ct);
        await ConnectAsync(source, target, async (driver, from, to) => await ((ILiveMigration)driver).MigrateAsync(from, to, spec, ct), ct);
        await MovedAsync(state, run, vm);
    }

    /// <summary>The migration failed. Where the VM really is decides; had it arrived after all, it is taken back so that the undo leaves it at its source.</summary>
    private async Task SettleAsync(VmMigrationState state, SagaRun run, CancellationToken ct)
    {
        if (!state.Claimed)
        {
            return;
        }
        var (vm, source, target, spec) = await ReadAsync(state, ct);
        var connection = await hypervisors.ConnectAsync(target, ct);
        var there = await connection.CallAsync((driver, endpoint) => driver.ObserveAsync(endpoint, ct), ct);
        if (there.Any(found => found.Name == vm.InstanceName && found.Power == VmPower.Running))
        {
            await ConnectAsync(target, source, async (driver, from, to) => await ((ILiveMigration)driver).MigrateAsync(from, to, spec, ct), ct);
        }
    }

    private async Task MovedAsync(VmMigrationState state, SagaRun run, VirtualMachineRow vm)
    {
        await run.CommitAsync(async db =>
        {
            await capacities.ReleaseAsync(db, state.SourceId, (long)vm.Cpus * vm.CpuMhz, vm.MemoryBytes, toReservation: false);
            await db.Moving(vm.Id, VirtualMachineState.Running, time.GetUtcNow(), VirtualMachineState.Migrating)
                .Set(row => row.HostId, state.TargetId)
                .Set(row => row.LastHostId, state.TargetId)
                .Set(row => row.TargetHostId, (long?)null)
                .MoveAsync(db, vm.Id, "migrated");
        });
        await TellAsync(state, state.SourceId, -1);
    }

    private Task<(VirtualMachineRow Vm, HostRow Source, HostRow Target, VmSpec Spec)> ReadAsync(VmMigrationState state, CancellationToken ct) =>
        database.ReadAsync(async db =>
        {
            var vm = await db.VirtualMachines.FirstAsync(row => row.Id == state.EntityId, ct);
            return (vm, await db.Hosts.FirstAsync(row => row.Id == state.SourceId, ct), await db.Hosts.FirstAsync(row => row.Id == state.TargetId, ct),
                await specs.RunningAsync(db, vm, ct));
        }, ct);

    private async Task ConnectAsync(HostRow from, HostRow to, Func<IHypervisorDriver, HostEndpoint, HostEndpoint, Task> call, CancellationToken ct)
    {
        var (source, target) = (await hypervisors.ConnectAsync(from, ct), await hypervisors.ConnectAsync(to, ct));
        await source.CallAsync((driver, endpoint) => call(driver, endpoint, target.Endpoint), ct);
    }

    private async Task TellAsync(VmMigrationState state, long host, int sign)
    {
        var (vm, uuid, owner) = await database.ReadAsync(async db => (
            await db.VirtualMachines.FirstAsync(row => row.Id == state.EntityId),
            await db.Hosts.Where(row => row.Id == host).Select(row => row.Uuid).FirstAsync(),
            await db.Accounts.Where(row => row.Id == state.OwnerAccountId).Select(row => row.Uuid).FirstAsync()));
        index.Apply(uuid, new HostUsage(sign * (long)vm.Cpus * vm.CpuMhz, sign * vm.MemoryBytes, Guests: sign));
        index.ApplyOwner(uuid, owner, sign);
    }
}
