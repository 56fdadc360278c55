using CloudStack.Engine.Persistence;
using LinqToDB;

namespace CloudStack.Engine;

/// <summary>Raises alerts for administrators. One that is open already is counted up instead of raised again.</summary>
internal sealed class AlertLog(TimeProvider time, IIdSource ids)
{
    /// <summary>4.1's alert type numbers.</summary>
    public const int Host = 6, UserVm = 7, ManagementNode = 13, ResourceLimit = 25;

    public async Task AddAsync(Db db, int type, string subject, long? zoneId = null, long? podId = null, long? clusterId = null)
    {
        var now = time.GetUtcNow();
        var open = await db.Alerts.Where(row => row.Type == type && row.Subject == subject && row.Resolved == null)
            .Set(row => row.Count, row => row.Count + 1)
            .Set(row => row.LastSent, now)
            .UpdateAsync();
        if (open == 0)
        {
            await db.InsertRowAsync(new AlertRow
            {
                Uuid = ids.NewGuid(),
                Type = type,
                Subject = subject,
                ZoneId = zoneId,
                PodId = podId,
                ClusterId = clusterId,
                Count = 1,
                LastSent = now,
                Created = now,
            });
        }
    }
}
