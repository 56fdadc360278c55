using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Recounts what is used; see <see cref="VerifyConsistency"/>. Works on a database whose cloud does not run, too.</summary>
public interface IConsistencyCheck
{
    /// <summary>Recounts, and changes nothing.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    Task<ConsistencyReport> RunAsync(CancellationToken cancellationToken = default);
}

internal sealed class ConsistencyCheck(CloudEngine engine, Database database, CapacityAudit capacity) : IConsistencyCheck
{
    public async Task<ConsistencyReport> RunAsync(CancellationToken cancellationToken = default)
    {
        await engine.PrepareAsync(cancellationToken);
        return await database.ReadManyAsync(db => ReadAsync(db, capacity, cancellationToken), cancellationToken);
    }

    public static async Task<ConsistencyReport> ReadAsync(Db db, CapacityAudit capacity, CancellationToken ct) => new()
    {
        Differences = [.. await capacity.FindDriftAsync(db), .. await NetworkAudit.FindDriftAsync(db)],
        JobsInProgress = await db.Jobs.CountAsync(job => job.Status == JobStatus.InProgress, ct),
        StuckJobs = [.. (await db.Jobs.Where(job => job.Phase == SagaPhase.Stuck).Select(job => job.Uuid).ToListAsync(ct)).Select(uuid => new JobId(uuid))],
    };
}
