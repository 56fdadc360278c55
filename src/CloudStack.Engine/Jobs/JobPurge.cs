using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Removes jobs that ended more than <c>job.expire.minutes</c> ago. One that is stuck stays until somebody has seen to it.</summary>
internal sealed class JobPurge(Database database, SettingsStore settings, TimeProvider time) : IReconciler
{
    private const int AtOnce = 1000;

    public string Name => "job purge";

    public TimeSpan Interval => TimeSpan.FromMinutes(1);

    public async Task RunAsync(CancellationToken ct)
    {
        var before = time.GetUtcNow().AddMinutes(-settings.Current.JobExpireMinutes);
        while (true)
        {
            var old = await database.ReadAsync(db => db.Jobs
                .Where(row => row.Status != JobStatus.InProgress && row.Phase == SagaPhase.Done && row.Completed < before)
                .OrderBy(row => row.Id).Select(row => row.Id).Take(AtOnce).ToListAsync(ct), ct);
            if (old.Count == 0)
            {
                return;
            }
            await database.WriteAsync(db => db.Jobs.Where(row => old.Contains(row.Id)).DeleteAsync(ct), ct);
        }
    }
}
