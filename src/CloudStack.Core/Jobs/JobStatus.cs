namespace CloudStack;

/// <summary>How a job is; the numbers are those of 4.1.</summary>
public enum JobStatus
{
    /// <summary>It is queued or runs.</summary>
    InProgress = 0,
    /// <summary>It is done.</summary>
    Succeeded = 1,
    /// <summary>It failed; its result says why.</summary>
    Failed = 2,
}
