using System.Globalization;
using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Counts anew what VMs, volumes and templates hold, and tells where the running figures differ. For tests, and for whoever doubts them.</summary>
internal sealed class CapacityAudit
{
    /// <summary>One line for each difference; none when everything agrees.</summary>
    public async Task<IReadOnlyList<string>> FindDriftAsync(Db db) => [.. await HostsAsync(db), .. await PoolsAsync(db)];

    private static async Task<List<string>> HostsAsync(Db db)
    {
        var vms = await db.VirtualMachines.Where(vm => vm.HoldsUsed || vm.HoldsReserved).ToListAsync();
        Dictionary<long, (long Cpu, long Memory, int Guests)> used = [];
        Dictionary<long, (long Cpu, long Memory)> reserved = [];
        List<string> lines = [];
        foreach (var vm in vms)
        {
            var cpu = (long)vm.Cpus * vm.CpuMhz;
            if (vm.HoldsUsed && vm.HostId is null)
            {
                lines.Add($"VM {vm.InstanceName} holds capacity of no host.");
            }
            if (vm.HoldsUsed)
            {
                long?[] hosts = vm.State == VirtualMachineState.Migrating ? [vm.HostId, vm.TargetHostId] : [vm.HostId];
                foreach (var host in hosts.OfType<long>().Distinct())
                {
                    var sum = used.GetValueOrDefault(host);
                    used[host] = (sum.Cpu + cpu, sum.Memory + vm.MemoryBytes, sum.Guests + 1);
                }
            }
            if (vm is { HoldsReserved: true, LastHostId: { } last })
            {
                var sum = reserved.GetValueOrDefault(last);
                reserved[last] = (sum.Cpu + cpu, sum.Memory + vm.MemoryBytes);
            }
        }
        foreach (var row in await db.CapacityReservations.ToListAsync())
        {
            var sum = reserved.GetValueOrDefault(row.HostId);
            reserved[row.HostId] = (sum.Cpu + row.Mhz(), sum.Memory + row.MemoryBytes);
        }
        var capacities = await db.HostCapacities.OrderBy(row => row.HostId).ToListAsync();
        foreach (var row in capacities)
        {
            Compare(lines, $"host {row.HostId} used", (row.UsedCpu, row.UsedMemory, row.Guests), used.GetValueOrDefault(row.HostId));
            Compare(lines, $"host {row.HostId} reserved", (row.ReservedCpu, row.ReservedMemory), reserved.GetValueOrDefault(row.HostId));
        }
        lines.AddRange(used.Keys.Concat(reserved.Keys).Except(capacities.Select(row => row.HostId)).Order()
            .Select(host => string.Create(CultureInfo.InvariantCulture, $"host {host} has no capacity row, but virtual machines hold capacity of it.")));
        return lines;
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

    private static void Compare<T>(List<string> lines, string what, T noted, T counted) where T : struct, IEquatable<T>
    {
        if (!noted.Equals(counted))
        {
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"{what}: noted {noted}, counted {counted}"));
        }
    }
}
