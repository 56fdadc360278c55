using System.Text.Json;
using System.Text.Json.Nodes;
using CloudStack.Engine.Persistence;

namespace CloudStack.Engine;

/// <summary>Jobs as clients see them.</summary>
internal static class JobViews
{
    private const string CommandPackage = "org.apache.cloudstack.api.command.";

    /// <summary>A job with the ids of who started it.</summary>
    internal sealed record Found(JobRow Job, Guid? Account, Guid? User);

    public static IQueryable<Found> Find(Db db, IQueryable<JobRow> jobs) =>
        from job in jobs
        from account in db.Accounts.Where(row => row.Id == job.AccountId).DefaultIfEmpty()
        from user in db.Users.Where(row => row.Id == job.UserId).DefaultIfEmpty()
        orderby job.Id
        select new Found(job, account == null ? null : (Guid?)account.Uuid, user == null ? null : (Guid?)user.Uuid);

    public static Job Show(Found found, CommandCatalog catalog)
    {
        var job = found.Job;
        catalog.TryGet(job.Command, out var command);
        var result = Result(job, command);
        var works = job.Status == JobStatus.InProgress && job.InstanceType is not null && job.InstanceUuid is not null;
        return new Job
        {
            AccountId = found.Account is { } account ? new AccountId(account) : null,
            UserId = found.User is { } user ? new UserId(user) : null,
            Cmd = command?.LegacyClass is { } name ? name.StartsWith("com.", StringComparison.Ordinal) || name.StartsWith("org.", StringComparison.Ordinal)
                ? name : CommandPackage + name : job.Command,
            JobStatus = (int)job.Status,
            JobProcStatus = 0,
            JobResultCode = job.Status == JobStatus.Failed ? (int)ErrorCode.Internal : 0,
            JobResultType = result is null ? null : "object",
            JobResult = result,
            JobInstanceType = works ? job.InstanceType : null,
            JobInstanceId = works ? job.InstanceUuid : null,
            Created = job.Created,
            JobId = new JobId(job.Uuid),
        };
    }

    private static JsonElement? Result(JobRow job, CommandDescriptor? command)
    {
        JsonObject? result = job.Status switch
        {
            JobStatus.Failed => new JsonObject { ["errorcode"] = job.ResultCode, ["errortext"] = job.ErrorText },
            JobStatus.Succeeded when job.Result is not null => Succeeded(JsonNode.Parse(job.Result), command),
            _ => null,
        };
        return result is null ? null : JsonSerializer.SerializeToElement(result);
    }

    private static JsonObject Succeeded(JsonNode? stored, CommandDescriptor? command)
    {
        if (command?.ObjectName is not { } name)
        {
            var success = new JsonObject { ["success"] = true };
            if (stored?["displaytext"] is { } text)
            {
                success["displaytext"] = text.DeepClone();
            }
            return success;
        }
        return new JsonObject { [name] = (command.ItemType is null ? stored : stored?["items"])?.DeepClone() };
    }
}
