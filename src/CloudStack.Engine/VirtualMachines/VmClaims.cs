using CloudStack.Engine.Persistence;
using CloudStack.Engine.Placement;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Takes a chosen place in the database, and gives it back: capacity of the host, room on pools, NICs and the VM's state, in one transaction.</summary>
internal sealed class VmClaims(
    HostCapacities hosts, StoragePoolCapacities pools, NetworkOrchestrator networks, SettingsStore settings, PlacementIndex index, TimeProvider time)
{
    /// <summary>
    /// Claims a place for a stopped VM and sets it Starting. The capacity itself is taken at the end of the transaction, so that the transactions that
    /// want the same host or pool wait for each other shortly; so are the affinity groups made sure of. What the state says is true only once the transaction is committed.
    /// </summary>
    /// <exception cref="ClaimLostException">It is not free any more, here or at the end of the transaction.</exception>
    public async Task ClaimAsync(Db db, VirtualMachineRow vm, VmStartState state, HeldPlace place)
    {
        var host = place.Host!;
        var (cpu, memory, current) = ((long)vm.Cpus * vm.CpuMhz, vm.MemoryBytes, settings.Current);
        var fromReservation = place.Result.UsesReservation;
        // When its offering, its state or its reservation changed after the decision, its version did too.
        if (await db.Moving(vm.Id, VirtualMachineState.Starting, time.GetUtcNow(), VirtualMachineState.Stopped)
            .When(row => row.Version, vm.Version)
            .Set(row => row.HostId, host.Id)
            .Set(row => row.PodId, host.PodId)
            .Set(row => row.ClusterId, host.ClusterId)
            .Set(row => row.HoldsUsed, true)
            .Set(row => row.HoldsReserved, false)
            .ExpectAsync() != 1)
        {
            throw new ClaimLostException();
        }
        if (vm.HoldsReserved && !fromReservation && vm.LastHostId is { } last)
        {
            await hosts.ReleaseReservationAsync(db, last, cpu, memory);
        }
        state.NewVolumes = await ClaimVolumesAsync(db, vm, state.Plan, place);
        await networks.ReserveAsync(db, vm, host.PodId, state.Plan);
        state.HostId = host.Id;
        AffinityGroups.ClaimAtCommit(db, state.Affinity);
        hosts.ClaimAtCommit(db, host.Id, cpu, memory, current.CpuOverprovisioningFactor, current.MemOverprovisioningFactor, fromReservation,
            vm.ZoneId, place.Dedications);
    }

    /// <summary>After the claim was committed: a reservation that was given up elsewhere is free in memory too.</summary>
    public async Task ClaimedAsync(Database database, VirtualMachineRow before, HeldPlace place)
    {
        if (before.HoldsReserved && !place.Result.UsesReservation && before.LastHostId is { } last)
        {
            var uuid = await database.ReadAsync(db => db.Hosts.Where(row => row.Id == last).Select(row => row.Uuid).FirstAsync());
            index.Apply(uuid, new HostUsage(0, 0, -(long)before.Cpus * before.CpuMhz, -before.MemoryBytes));
        }
    }

    /// <summary>Takes a claim back: the VM is Stopped again, and what it newly took on pools is free. Does nothing when it is not claimed.</summary>
    public async Task UnclaimAsync(Db db, VmStartState state)
    {
        if (state.HostId == 0)
        {
            return;
        }
        var vm = await db.VirtualMachines.FirstAsync(row => row.Id == state.EntityId);
        if (vm.HoldsUsed && vm.HostId == state.HostId)
        {
            await hosts.ReleaseAsync(db, state.HostId, (long)vm.Cpus * vm.CpuMhz, vm.MemoryBytes, toReservation: false);
            await networks.UnreserveAsync(db, vm);
        }
        await ReleaseVolumesAsync(db, state.NewVolumes);
        await db.VirtualMachines.Where(row => row.Id == vm.Id)
            .Set(row => row.State, VirtualMachineState.Stopped)
            .Set(row => row.StateChanged, time.GetUtcNow())
            .Set(row => row.HostId, (long?)null)
            .Set(row => row.HoldsUsed, false)
            .Set(row => row.Version, row => row.Version + 1)
            .UpdateAsync();
        state.HostId = 0;
    }

    /// <summary>Room that volumes hold on pools is given back; they are on no pool any more.</summary>
    public async Task ReleaseVolumesAsync(Db db, IReadOnlyCollection<long> volumes)
    {
        if (volumes.Count == 0)
        {
            return;
        }
        var rows = await db.Volumes.Where(row => volumes.Contains(row.Id) && row.PoolId != null).ToListAsync();
        foreach (var volume in rows)
        {
            await pools.ReleaseAsync(db, volume.PoolId!.Value, volume.HoldsBytes);
        }
        await db.Volumes.Where(row => volumes.Contains(row.Id) && row.PoolId != null)
            .Set(row => row.State, row => row.ImageStoreId == null ? VolumeState.Allocated : VolumeState.Uploaded)
            .Set(row => row.PoolId, (long?)null)
            .Set(row => row.HoldsBytes, 0)
            .Set(row => row.Path, (string?)null)
            .UpdateAsync();
    }

    private async Task<List<long>> ClaimVolumesAsync(Db db, VirtualMachineRow vm, DeploymentPlan? plan, HeldPlace place)
    {
        List<long> made = [];
        var volumes = (plan?.Volumes ?? await db.ListAsync<VolumeRow>(nameof(VolumeRow.VmId), vm.Id)).ToDictionary(row => row.Uuid);
        for (var i = 0; i < place.Result.Volumes.Count; i++)
        {
            var (placement, pool) = (place.Result.Volumes[i], place.Pools[i]);
            var volume = volumes[placement.VolumeId.Value];
            if (volume.PoolId is not null)
            {
                continue;
            }
            var (factor, threshold) = PoolFactors(pool.Type);
            if (volume.TemplateId is { } template && placement.CopiesTemplate)
            {
                await ClaimTemplateAsync(db, template, vm.ZoneId, pool, factor, threshold);
            }
            var size = volume.SizeBytes;
            if (await db.Change<VolumeRow>(volume.Id)
                .When(row => row.State, volume.State)
                .Set(row => row.PoolId, pool.Id)
                .Set(row => row.HoldsBytes, size)
                .Set(row => row.State, VolumeState.Creating)
                .ExpectAsync() != 1)
            {
                throw new ClaimLostException();
            }
            pools.ClaimAtCommit(db, pool.Id, size, factor, threshold);
            made.Add(volume.Id);
        }
        return made;
    }

    /// <summary>A template is on a pool once, whoever brings it there first.</summary>
    private async Task ClaimTemplateAsync(Db db, long template, long zone, PoolRef pool, double factor, double threshold)
    {
        if (await db.TemplatePools.AnyAsync(row => row.TemplateId == template && row.PoolId == pool.Id))
        {
            return;
        }
        var size = await db.TemplateZones.Where(row => row.TemplateId == template && row.ZoneId == zone).Select(row => row.PhysicalSizeBytes).FirstOrDefaultAsync();
        if (!await pools.TryClaimAsync(db, pool.Id, size, factor, threshold))
        {
            throw new ClaimLostException();
        }
        await db.InsertAsync(new TemplatePoolRow { TemplateId = template, PoolId = pool.Id, State = TemplateOnPool.Creating, SizeBytes = size, Created = time.GetUtcNow() });
    }

    /// <summary>How far a pool may be promised.</summary>
    public (double Factor, double Threshold) PoolFactors(string poolType) =>
        (StoragePoolCapacities.FactorFor(poolType, settings.Current), settings.Current.PoolStorageAllocatedCapacityDisableThreshold);
}
