using CloudStack.Engine.Persistence;
using CloudStack.Engine.Placement;
using LinqToDB;
using LinqToDB.Async;
using LinqToDB.Data;

namespace CloudStack.Engine;

/// <summary>Ends reservations, so that their capacity is free again.</summary>
internal sealed class CapacityReservations(Database database, HostCapacities capacities, PlacementIndex index)
{
    /// <summary>In a transaction: removes a reservation and frees what it keeps; false when it is gone.</summary>
    public async Task<bool> GiveBackAsync(Db db, CapacityReservationRow reservation)
    {
        if (await db.ExpectAsync(1, "delete from capacity_reservation where id = @id", DataParameter.Int64("id", reservation.Id)) != 1)
        {
            return false;
        }
        await capacities.ReleaseReservationAsync(db, reservation.HostId, reservation.Mhz(), reservation.MemoryBytes);
        return true;
    }

    /// <summary>After the commit: it is free in memory too.</summary>
    public async Task FreedAsync(IReadOnlyCollection<CapacityReservationRow> reservations, CancellationToken ct)
    {
        if (reservations.Count == 0)
        {
            return;
        }
        var hosts = await database.ReadAsync(db => db.ByIdsAsync<HostRow>([.. reservations.Select(row => row.HostId)], ct), ct);
        foreach (var row in reservations)
        {
            if (hosts.TryGetValue(row.HostId, out var host))
            {
                index.Apply(host.Uuid, new HostUsage(0, 0, -row.Mhz(), -row.MemoryBytes));
            }
        }
    }

    /// <summary>Gives back all that a query names.</summary>
    public async Task EndAsync(Func<Db, Task<List<CapacityReservationRow>>> which, CancellationToken ct)
    {
        var ended = await database.WriteAsync(async db =>
        {
            List<CapacityReservationRow> done = [];
            foreach (var row in await which(db))
            {
                if (await GiveBackAsync(db, row))
                {
                    done.Add(row);
                }
            }
            return done;
        }, ct);
        await FreedAsync(ended, ct);
    }
}

/// <summary>Reservations end by themselves.</summary>
internal sealed class CapacityReservationReconciler(CapacityReservations reservations, SettingsStore settings, TimeProvider time) : IReconciler
{
    /// <summary>As many as one transaction ends, lest it lasts.</summary>
    private const int Batch = 200;

    public string Name => "capacity reservations";

    public TimeSpan Interval => TimeSpan.FromMilliseconds(Math.Min(settings.Current.CapacityCheckPeriod, 60_000));

    public Task RunAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        return reservations.EndAsync(db => db.CapacityReservations.Where(row => row.Expires <= now).OrderBy(row => row.Id).Take(Batch).ToListAsync(ct), ct);
    }
}

/// <summary>What was reserved for an account goes with it.</summary>
internal sealed class CapacityReservationCleanup(CapacityReservations reservations) : IAccountCleanup
{
    public int Order => 12;

    public Task CleanAsync(long accountId, long userId, CancellationToken ct) =>
        reservations.EndAsync(db => db.CapacityReservations.Where(row => row.AccountId == accountId).ToListAsync(ct), ct);
}
