using CloudStack.Drivers;
using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Plugs NICs into running VMs and out of them.</summary>
internal sealed class NicPlugs(Database database, NetworkOrchestrator networks, HypervisorGateway hypervisors)
{
    public static void CheckState(VirtualMachineRow vm)
    {
        if (vm.State is not (VirtualMachineState.Running or VirtualMachineState.Stopped))
        {
            throw VmTransitions.Refuse(vm, "given other NICs");
        }
    }

    public static void CheckBelongs(NicRow nic, VirtualMachineRow vm)
    {
        if (nic.VmId != vm.Id)
        {
            throw CloudStackException.Invalid($"The NIC {nic.Uuid} is not one of the virtual machine {vm.Name}.");
        }
    }

    /// <summary>A NIC of a VM, as it is now.</summary>
    /// <exception cref="CloudStackException">It is gone (431).</exception>
    public static async Task<NicRow> FindAsync(Db db, long nic, VirtualMachineRow vm) =>
        await db.Nics.FirstOrDefaultAsync(row => row.Id == nic && row.VmId == vm.Id)
        ?? throw CloudStackException.Invalid($"The virtual machine {vm.Name} has that NIC no more.");

    public Task PlugAsync(VmNicState state, CancellationToken ct) =>
        CallAsync(state, (driver, endpoint, vm, nic) => driver.AttachNicAsync(endpoint, vm, nic, ct), ct);

    public Task UnplugAsync(VmNicState state, CancellationToken ct) =>
        CallAsync(state, (driver, endpoint, vm, nic) => driver.DetachNicAsync(endpoint, vm, nic, ct), ct);

    private async Task CallAsync(VmNicState state, Func<INicHotPlug, HostEndpoint, VmRef, NicSpec, Task> call, CancellationToken ct)
    {
        var (vm, host, spec) = await database.ReadAsync(async db =>
        {
            var row = await db.VirtualMachines.FirstAsync(row => row.Id == state.EntityId, ct);
            var nic = await db.Nics.Where(nic => nic.Id == state.NicId).Select(nic => (Guid?)nic.Uuid).FirstOrDefaultAsync(ct);
            var specs = nic is null ? [] : await networks.SpecsAsync(db, row);
            return (row, await db.Hosts.FirstOrDefaultAsync(host => host.Id == row.HostId, ct), specs.FirstOrDefault(one => one.Id.Value == nic));
        }, ct);
        if (vm.State != VirtualMachineState.Running || host is null || spec is null)
        {
            return;
        }
        var connection = await hypervisors.ConnectAsync(host, ct);
        await connection.CallFacetAsync<INicHotPlug, bool>("Changing the NICs of running virtual machines", async (driver, endpoint) =>
        {
            await call(driver, endpoint, VmSpecs.Ref(vm), spec);
            return true;
        }, ct);
    }
}
