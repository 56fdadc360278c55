using CloudStack.Drivers;
using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>What a change of a CD drive knows.</summary>
internal sealed class IsoDriveState : VmState
{
    /// <summary>What shall be in the drive; null for nothing.</summary>
    public long? IsoId { get; set; }

    /// <summary>What was in it, and goes back when the change fails.</summary>
    public long? FormerIsoId { get; set; }
}

/// <summary>The CD drives of virtual machines: their rules, and the steps that change what is in them.</summary>
internal sealed class IsoDrive(Database database, ImageAddresses images, HypervisorGateway hypervisors)
{
    /// <exception cref="CloudStackException">The drive of the VM cannot be changed now (431).</exception>
    public void Check(VirtualMachineRow vm, string what)
    {
        if (vm.State is not (VirtualMachineState.Running or VirtualMachineState.Stopped))
        {
            throw CloudStackException.Invalid($"No ISO can be {what} the virtual machine {vm.Name} while it is {vm.State}; it must be Running or Stopped.");
        }
        if (hypervisors.Get(vm.Hypervisor) is not IIsoChange)
        {
            throw CloudStackException.Invalid($"Virtual machines on {vm.Hypervisor} have no drive for ISOs.");
        }
    }

    public SagaBuilder<IsoDriveState> AddSteps(SagaBuilder<IsoDriveState> saga) => saga
        .Step("look", LookAsync)
        .Step("change", (state, _, ct) => ChangeAsync(state, state.IsoId, ct), undo: (state, _, ct) => ChangeAsync(state, state.FormerIsoId, ct))
        .Step("record", RecordAsync);

    /// <summary>The turn may have come after another change.</summary>
    private Task LookAsync(IsoDriveState state, SagaRun run, CancellationToken ct) => run.CommitAsync(async db =>
    {
        var vm = await db.GetAsync<VirtualMachineRow>(state.EntityId, ct);
        Check(vm, "changed in");
        await CheckIsoAsync(db, vm, state.IsoId, ct);
        state.FormerIsoId = vm.IsoId;
    });

    /// <summary>It may have been deleted since the call.</summary>
    private static async Task CheckIsoAsync(Db db, VirtualMachineRow vm, long? iso, CancellationToken ct)
    {
        if (iso is { } id && !await db.TemplateZones.AnyAsync(place => place.TemplateId == id && place.ZoneId == vm.ZoneId && place.State == TemplateStates.Ready, ct))
        {
            throw CloudStackException.Invalid($"The ISO was deleted before it came into the drive of the virtual machine {vm.Name}.");
        }
    }

    /// <summary>A VM that does not run gets it at its next start.</summary>
    private async Task ChangeAsync(IsoDriveState state, long? iso, CancellationToken ct)
    {
        var (vm, host, spec) = await database.ReadAsync(async db =>
        {
            var row = await db.GetAsync<VirtualMachineRow>(state.EntityId, ct);
            return (row, row.HostId is { } id ? await db.FindAsync<HostRow>(id, ct) : null, iso is { } wanted ? await images.IsoAsync(db, wanted, row.ZoneId, ct) : null);
        }, ct);
        if (vm.State != VirtualMachineState.Running || host is null)
        {
            return;
        }
        var connection = await hypervisors.ConnectAsync(host, ct);
        await connection.CallFacetAsync<IIsoChange, bool>("A drive for ISOs", async (driver, endpoint) =>
        {
            await (spec is null ? driver.DetachIsoAsync(endpoint, VmSpecs.Ref(vm), ct) : driver.AttachIsoAsync(endpoint, VmSpecs.Ref(vm), spec, ct));
            return true;
        }, ct);
    }

    private static Task RecordAsync(IsoDriveState state, SagaRun run, CancellationToken ct) => run.CommitAsync(async db =>
    {
        await CheckIsoAsync(db, await db.GetAsync<VirtualMachineRow>(state.EntityId, ct), state.IsoId, ct);
        await db.VirtualMachines.Where(row => row.Id == state.EntityId).Set(row => row.IsoId, state.IsoId).Set(row => row.Version, row => row.Version + 1).UpdateAsync();
    });
}
