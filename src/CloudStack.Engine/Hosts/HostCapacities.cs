using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Data;

namespace CloudStack.Engine;

/// <summary>
/// What VMs hold of hosts. A claim is one conditional update, so that any number of servers place at once and none can oversell a host. Call these
/// inside the transaction that changes what the VM's row says it holds. CPU is in MHz (cores x speed), memory in bytes.
/// </summary>
internal sealed class HostCapacities
{
    private const string OnUsableHost =
        " and exists (select 1 from host where host.id = host_capacity.host_id and status = 'Up' and resource_state = 'Enabled' and removed is null)";

    private const string WithDedications = " and coalesce((select number from dedication_number where zone_id = @zone), 0) = @dedications";

    private const string Claim =
        "update host_capacity set used_cpu = used_cpu + @cpu, used_memory = used_memory + @memory, guests = guests + 1 where host_id = @host "
        + "and used_cpu + reserved_cpu + @cpu <= total_cpu * @cpuFactor and used_memory + reserved_memory + @memory <= total_memory * @memoryFactor" + OnUsableHost;

    private const string ClaimReservation =
        "update host_capacity set used_cpu = used_cpu + @cpu, used_memory = used_memory + @memory, reserved_cpu = reserved_cpu - @cpu, "
        + "reserved_memory = reserved_memory - @memory, guests = guests + 1 where host_id = @host and reserved_cpu >= @cpu and reserved_memory >= @memory "
        + "and used_cpu + reserved_cpu <= total_cpu * @cpuFactor and used_memory + reserved_memory <= total_memory * @memoryFactor" + OnUsableHost;

    private const string ReserveFree =
        "update host_capacity set reserved_cpu = reserved_cpu + @cpu, reserved_memory = reserved_memory + @memory where host_id = @host "
        + "and used_cpu + reserved_cpu + @cpu <= total_cpu * @cpuFactor and used_memory + reserved_memory + @memory <= total_memory * @memoryFactor" + OnUsableHost;

    private const string Reserve =
        "update host_capacity set used_cpu = used_cpu - @cpu, used_memory = used_memory - @memory, reserved_cpu = reserved_cpu + @cpu, "
        + "reserved_memory = reserved_memory + @memory, guests = guests - 1 where host_id = @host and used_cpu >= @cpu and used_memory >= @memory "
        + "and guests > 0 and used_cpu + reserved_cpu <= total_cpu and used_memory + reserved_memory <= total_memory";

    private const string Release =
        "update host_capacity set used_cpu = case when used_cpu > @cpu then used_cpu - @cpu else 0 end, "
        + "used_memory = case when used_memory > @memory then used_memory - @memory else 0 end, "
        + "guests = case when guests > 0 then guests - 1 else 0 end where host_id = @host";

    private const string ReleaseReserved =
        "update host_capacity set reserved_cpu = case when reserved_cpu > @cpu then reserved_cpu - @cpu else 0 end, "
        + "reserved_memory = case when reserved_memory > @memory then reserved_memory - @memory else 0 end where host_id = @host";

    /// <summary>Takes what a VM needs if the host is up and enabled, and it fits beside what is used and reserved.</summary>
    /// <param name="db">The transaction.</param>
    /// <param name="hostId">The host.</param>
    /// <param name="cpuMhz">Cores x speed.</param>
    /// <param name="memoryBytes">Memory.</param>
    /// <param name="cpuFactor">How many times its CPU a host may give out.</param>
    /// <param name="memoryFactor">The same for memory.</param>
    /// <param name="fromReservation">Whether the VM holds a reservation on this host, which is given up for the claim.</param>
    /// <returns>False when it is not, or does not fit; nothing is changed then.</returns>
    public async Task<bool> TryClaimAsync(Db db, long hostId, long cpuMhz, long memoryBytes, double cpuFactor, double memoryFactor, bool fromReservation) =>
        await db.ExecuteAsync(fromReservation ? ClaimReservation : Claim, ClaimParameters(hostId, cpuMhz, memoryBytes, cpuFactor, memoryFactor)) == 1;

    /// <summary>
    /// The same at the very end of the transaction, which is undone with <see cref="ClaimLostException"/> when it does not fit, or when dedications of the
    /// zone changed since the decision.
    /// </summary>
    public void ClaimAtCommit(Db db, long hostId, long cpuMhz, long memoryBytes, double cpuFactor, double memoryFactor, bool fromReservation, long zoneId, long dedications) =>
        db.AtCommit(fromReservation ? ClaimReservation + WithDedications : Claim + WithDedications, 1,
        [
            .. ClaimParameters(hostId, cpuMhz, memoryBytes, cpuFactor, memoryFactor),
            DataParameter.Int64("zone", zoneId), DataParameter.Int64("dedications", dedications),
        ]);

    /// <summary>
    /// Reserves what is free at the very end of the transaction, which is undone with <see cref="ClaimLostException"/> when it does not fit, or when
    /// dedications of the zone changed since the decision.
    /// </summary>
    public void ReserveAtCommit(Db db, long hostId, long cpuMhz, long memoryBytes, double cpuFactor, double memoryFactor, long zoneId, long dedications) =>
        db.AtCommit(ReserveFree + WithDedications, 1,
        [
            .. ClaimParameters(hostId, cpuMhz, memoryBytes, cpuFactor, memoryFactor),
            DataParameter.Int64("zone", zoneId), DataParameter.Int64("dedications", dedications),
        ]);

    /// <summary>Gives back what a VM used, or keeps it reserved for the VM's next start while the host is not oversold.</summary>
    /// <returns>Whether it is reserved now.</returns>
    public async Task<bool> ReleaseAsync(Db db, long hostId, long cpuMhz, long memoryBytes, bool toReservation)
    {
        if (toReservation && await ChangeAsync(db, Reserve, hostId, cpuMhz, memoryBytes) == 1)
        {
            return true;
        }
        await ChangeAsync(db, Release, hostId, cpuMhz, memoryBytes);
        return false;
    }

    /// <summary>Gives back what is reserved for a VM.</summary>
    public Task ReleaseReservationAsync(Db db, long hostId, long cpuMhz, long memoryBytes) =>
        db.SendAsync(ReleaseReserved, ChangeParameters(hostId, cpuMhz, memoryBytes));

    private static DataParameter[] ClaimParameters(long hostId, long cpuMhz, long memoryBytes, double cpuFactor, double memoryFactor) =>
    [
        DataParameter.Int64("host", hostId), DataParameter.Int64("cpu", cpuMhz), DataParameter.Int64("memory", memoryBytes),
        DataParameter.Double("cpuFactor", cpuFactor), DataParameter.Double("memoryFactor", memoryFactor),
    ];

    private static Task<int> ChangeAsync(Db db, string sql, long hostId, long cpuMhz, long memoryBytes) =>
        db.ExecuteAsync(sql, ChangeParameters(hostId, cpuMhz, memoryBytes));

    private static DataParameter[] ChangeParameters(long hostId, long cpuMhz, long memoryBytes) =>
        [DataParameter.Int64("host", hostId), DataParameter.Int64("cpu", cpuMhz), DataParameter.Int64("memory", memoryBytes)];
}
