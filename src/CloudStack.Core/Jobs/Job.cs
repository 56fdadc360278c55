using System.Text.Json;

namespace CloudStack;

/// <summary>A job: work that outlives the request that started it.</summary>
[View("asyncjobs")]
public sealed record Job
{
    /// <summary>Account that started it.</summary>
    public AccountId? AccountId { get; init; }

    /// <summary>User that started it.</summary>
    public UserId? UserId { get; init; }

    /// <summary>Command that it runs, as the class name that 4.1 has for it.</summary>
    public string? Cmd { get; init; }

    /// <summary>How it is: a number of <see cref="CloudStack.JobStatus"/>.</summary>
    public int JobStatus { get; init; }

    /// <summary>Progress within the status; 0 where the command tells none.</summary>
    public int? JobProcStatus { get; init; }

    /// <summary>0 for success, otherwise an error code; the one in the result is more exact.</summary>
    public int? JobResultCode { get; init; }

    /// <summary><c>object</c> when there is a result.</summary>
    public string? JobResultType { get; init; }

    /// <summary>The result: an object under its name, or <c>success</c>, or <c>errorcode</c> and <c>errortext</c>; null while it runs.</summary>
    public JsonElement? JobResult { get; init; }

    /// <summary>Kind of entity that it works on, while it runs.</summary>
    public string? JobInstanceType { get; init; }

    /// <summary>Id of that entity, while it runs.</summary>
    public Guid? JobInstanceId { get; init; }

    /// <summary>When it was started.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>Its id.</summary>
    public JobId JobId { get; init; }
}
