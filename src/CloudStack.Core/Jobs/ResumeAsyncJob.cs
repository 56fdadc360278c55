namespace CloudStack;

/// <summary>
/// Goes on with a job that is stuck because its undo failed, after the cause was mended. The job's own outcome stays the failure that it reported;
/// what it left half undone is undone now. A command of this product; 4.1 has none like it.
/// </summary>
/// <param name="JobId">A job of <see cref="ConsistencyReport.StuckJobs"/>.</param>
[Command("resumeAsyncJob", Access = Role.Admin)]
public sealed record ResumeAsyncJob(JobId JobId) : ICommand<Success>;
