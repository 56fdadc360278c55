namespace CloudStack;

/// <summary>Tells how a job is. Poll it until the status is not 0 any more.</summary>
/// <param name="JobId">The job; one of an account that the caller may see.</param>
[Command("queryAsyncJobResult", Access = Role.Everyone, LegacyClass = "user.job.QueryAsyncJobResultCmd")]
public sealed record QueryAsyncJobResult([property: Owned] JobId JobId) : ICommand<Job>;
