using CloudStack.Engine.Persistence;
using CloudStack.Engine.Placement;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>
/// A stopped VM keeps its place on its last host for <c>capacity.skipcounting.hours</c>, which are seconds in spite of the name, as in 4.1; then it is given back.
/// So is at once what had been reserved for a VM whose deployment failed.
/// </summary>
internal sealed class VmReservationReconciler(Database database, HostCapacities capacities, PlacementIndex index, SettingsStore settings, TimeProvider time) : IReconciler
{
    public string Name => "reservations";

    public TimeSpan Interval => TimeSpan.FromMilliseconds(settings.Current.CapacityCheckPeriod);

    public async Task RunAsync(CancellationToken ct)
    {
        var before = time.GetUtcNow() - TimeSpan.FromSeconds(settings.Current.CapacitySkipCountingHours);
        var due = await database.ReadAsync(db => (from vm in db.VirtualMachines
                                                  join host in db.Hosts on vm.LastHostId equals host.Id
                                                  where vm.HoldsReserved && (vm.State == VirtualMachineState.Error || vm.State == VirtualMachineState.Expunging || (vm.State == VirtualMachineState.Stopped && vm.StateChanged <= before))
                                                  select new { Vm = vm, Host = host.Uuid }).ToListAsync(ct), ct);
        foreach (var one in due)
        {
            var (vm, cpu) = (one.Vm, (long)one.Vm.Cpus * one.Vm.CpuMhz);
            var given = await database.WriteAsync(async db =>
            {
                var changed = await db.VirtualMachines.Where(row => row.Id == vm.Id && row.HoldsReserved && row.Version == vm.Version)
                    .Set(row => row.HoldsReserved, false)
                    .Set(row => row.Version, row => row.Version + 1)
                    .UpdateAsync();
                if (changed == 1)
                {
                    await capacities.ReleaseReservationAsync(db, vm.LastHostId!.Value, cpu, vm.MemoryBytes);
                }
                return changed == 1;
            }, ct);
            if (given)
            {
                index.Apply(one.Host, new HostUsage(0, 0, -cpu, -vm.MemoryBytes));
            }
        }
    }
}
