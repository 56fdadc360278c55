using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>What jobs work on right now, so that lists can say so. Safe for concurrent use, and cheap enough to be asked with every list.</summary>
public interface IPendingJobs
{
    /// <summary>The jobs under way by the ids of what they work on. Of other servers' jobs it may be a second old.</summary>
    /// <param name="cancellationToken">Cancels.</param>
    ValueTask<IReadOnlyDictionary<Guid, JobId>> ListAsync(CancellationToken cancellationToken = default);
}

internal sealed class PendingJobs(JobRunner jobs, Database database, TimeProvider time) : IPendingJobs
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);
    private static readonly Dictionary<Guid, JobId> None = [];

    private volatile Seen? _seen;

    public async ValueTask<IReadOnlyDictionary<Guid, JobId>> ListAsync(CancellationToken cancellationToken = default)
    {
        Dictionary<Guid, JobId>? pending = null;
        if (database.IsShared)
        {
            var others = await OthersAsync(cancellationToken);
            pending = others.Count > 0 ? new(others) : null;
        }
        foreach (var job in jobs.InHand)
        {
            if (job.InstanceUuid is { } entity)
            {
                (pending ??= [])[entity] = new(job.Uuid);
            }
        }
        return pending ?? None;
    }

    private async ValueTask<Dictionary<Guid, JobId>> OthersAsync(CancellationToken ct)
    {
        if (_seen is { } seen && time.GetElapsedTime(seen.At) < Fresh)
        {
            return seen.Jobs;
        }
        var rows = await database.ReadAsync(db => db.Jobs.Where(job => job.Status == JobStatus.InProgress && job.InstanceUuid != null)
            .Select(job => new { job.InstanceUuid, job.Uuid }).ToListAsync(ct), ct);
        Dictionary<Guid, JobId> found = [];
        foreach (var row in rows)
        {
            found[row.InstanceUuid!.Value] = new(row.Uuid);
        }
        _seen = new(found, time.GetTimestamp());
        return found;
    }

    private sealed record Seen(Dictionary<Guid, JobId> Jobs, long At);
}
