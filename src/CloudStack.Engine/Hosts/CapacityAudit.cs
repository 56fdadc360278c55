using System.Globalization;
using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Counts anew what VMs, volumes and templates hold, and tells where the running figures differ. For tests, and for whoever doubts them.</summary>
internal sealed class CapacityAudit
{
    /// <summary>One line for each difference, with what may have caused it; none when everything agrees.</summary>
    public async Task<IReadOnlyList<string>> FindDriftAsync(Db db) => [.. await HostsAsync(db), .. await PoolsAsync(db)];

    private static async Task<List<string>> HostsAsync(Db db)
    {
        var vms = await db.VirtualMachines.Where(vm => vm.HoldsUsed || vm.HoldsReserved)
            .Select(vm => new Holder(vm.InstanceName, vm.State, (long)vm.Cpus * vm.CpuMhz, vm.MemoryBytes, vm.HoldsUsed, vm.HoldsReserved, vm.HostId, vm.TargetHostId, vm.LastHostId))
            .ToListAsync();
        Dictionary<long, Amount> used = [];
        Dictionary<long, Amount> reserved = [];
        List<string> lines = [];
        foreach (var vm in vms)
        {
            if (vm is { HoldsUsed: true, HostId: null })
            {
                lines.Add($"VM {vm.Name} holds capacity of no host.");
            }
            foreach (var host in vm.UsedOn())
            {
                used[host] = used.GetValueOrDefault(host).Plus(vm.Mhz, vm.Bytes, 1);
            }
            if (vm is { HoldsReserved: true, LastHostId: { } last })
            {
                reserved[last] = reserved.GetValueOrDefault(last).Plus(vm.Mhz, vm.Bytes, 0);
            }
        }
        foreach (var row in await db.CapacityReservations.Select(row => new { row.HostId, row.Cpus, row.CpuMhz, row.MemoryBytes }).ToListAsync())
        {
            reserved[row.HostId] = reserved.GetValueOrDefault(row.HostId).Plus((long)row.Cpus * row.CpuMhz, row.MemoryBytes, 0);
        }
        var capacities = await db.HostCapacities.OrderBy(row => row.HostId).ToListAsync();
        var drifts = capacities.SelectMany(row => new[]
        {
            (Host: row.HostId, Kind: "used", Noted: new Amount(row.UsedCpu, row.UsedMemory, row.Guests), Counted: used.GetValueOrDefault(row.HostId)),
            (Host: row.HostId, Kind: "reserved", Noted: new Amount(row.ReservedCpu, row.ReservedMemory, 0), Counted: reserved.GetValueOrDefault(row.HostId)),
        }).Where(drift => drift.Noted != drift.Counted).ToList();
        var names = await db.ByIdsAsync<HostRow>([.. drifts.Select(drift => drift.Host)]);
        foreach (var (host, kind, noted, counted) in drifts)
        {
            lines.Add($"host {names.GetValueOrDefault(host)?.Name} ({host}) {kind}: noted {noted}, counted {counted}{await CauseAsync(db, host, noted, counted)}");
        }
        lines.AddRange(used.Keys.Concat(reserved.Keys).Except(capacities.Select(row => row.HostId)).Order()
            .Select(host => string.Create(CultureInfo.InvariantCulture, $"host {host} has no capacity row, but virtual machines hold capacity of it.")));
        return lines;
    }

    /// <summary>The VMs of the host that take just as much as the difference, newest change first: one of them was not given back, or not claimed.</summary>
    private static async Task<string> CauseAsync(Db db, long host, Amount noted, Amount counted)
    {
        var (mhz, bytes) = (Math.Abs(noted.Mhz - counted.Mhz), Math.Abs(noted.Bytes - counted.Bytes));
        var suspects = await db.VirtualMachines
            .Where(vm => (vm.HostId == host || vm.TargetHostId == host || vm.LastHostId == host) && (long)vm.Cpus * vm.CpuMhz == mhz && vm.MemoryBytes == bytes)
            .OrderByDescending(vm => vm.StateChanged).Take(3).Select(vm => new { vm.InstanceName, vm.State }).ToListAsync();
        return suspects.Count == 0 ? "" : $"; the difference is what {string.Join(" or ", suspects.Select(vm => $"{vm.InstanceName} ({vm.State})"))} takes";
    }

    private static async Task<List<string>> PoolsAsync(Db db)
    {
        var volumes = await (from volume in db.Volumes
                             where volume.HoldsBytes != 0 && volume.PoolId != null
                             group volume by volume.PoolId!.Value into group1
                             select new { Pool = group1.Key, Bytes = group1.Sum(row => row.HoldsBytes) }).ToDictionaryAsync(sum => sum.Pool, sum => sum.Bytes);
        var moving = await db.Volumes.Where(volume => volume.TargetPoolId != null).Select(volume => new { Pool = volume.TargetPoolId!.Value, volume.HoldsBytes }).ToListAsync();
        foreach (var volume in moving)
        {
            volumes[volume.Pool] = volumes.GetValueOrDefault(volume.Pool) + volume.HoldsBytes;
        }
        var templates = await (from template in db.TemplatePools
                               group template by template.PoolId into group1
                               select new { Pool = group1.Key, Bytes = group1.Sum(row => row.SizeBytes) }).ToDictionaryAsync(sum => sum.Pool, sum => sum.Bytes);
        List<string> lines = [];
        var capacities = await db.StoragePoolCapacities.OrderBy(row => row.PoolId).ToListAsync();
        foreach (var row in capacities)
        {
            Compare(lines, $"storage pool {row.PoolId} allocated", row.AllocatedBytes, volumes.GetValueOrDefault(row.PoolId) + templates.GetValueOrDefault(row.PoolId));
        }
        lines.AddRange(volumes.Keys.Concat(templates.Keys).Except(capacities.Select(row => row.PoolId)).Order()
            .Select(pool => string.Create(CultureInfo.InvariantCulture, $"storage pool {pool} has no capacity row, but volumes or templates hold bytes of it.")));
        return lines;
    }

    private static void Compare(List<string> lines, string what, long noted, long counted)
    {
        if (noted != counted)
        {
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"{what}: noted {noted}, counted {counted}"));
        }
    }

    private readonly record struct Amount(long Mhz, long Bytes, int Guests)
    {
        public Amount Plus(long mhz, long bytes, int guests) => new(Mhz + mhz, Bytes + bytes, Guests + guests);

        public override string ToString() =>
            string.Create(CultureInfo.InvariantCulture, $"{Mhz:N0} MHz and {Bytes >> 20:N0} MiB{(Guests == 0 ? "" : $" of {Guests} guests")}");
    }

    private sealed record Holder(
        string Name, VirtualMachineState State, long Mhz, long Bytes, bool HoldsUsed, bool HoldsReserved, long? HostId, long? TargetHostId, long? LastHostId)
    {
        /// <summary>The hosts that it uses: two while it migrates.</summary>
        public IEnumerable<long> UsedOn() => !HoldsUsed ? []
            : (State == VirtualMachineState.Migrating ? new[] { HostId, TargetHostId } : [HostId]).OfType<long>().Distinct();
    }
}
