namespace CloudStack;

/// <summary>
/// Recounts what hosts, pools, addresses, VLANs and networks are used for from the virtual machines, volumes and NICs, and reports every difference.
/// Changes nothing. Ask while nothing is under way, or a job that is just ending may show. A command of this product; 4.1 has none like it.
/// </summary>
[Command("verifyConsistency", Access = Role.Admin)]
public sealed record VerifyConsistency : ICommand<ConsistencyReport>;

/// <summary>What a recount found.</summary>
[View("consistency")]
public sealed record ConsistencyReport
{
    /// <summary>Each difference between a figure and its recount, one line each; empty when all is well.</summary>
    public IReadOnlyList<string> Differences { get; init; } = [];

    /// <summary>Jobs that are under way.</summary>
    public int JobsInProgress { get; init; }

    /// <summary>Jobs whose undo failed; an administrator looks at them and resumes them with <c>resumeAsyncJob</c>.</summary>
    public IReadOnlyList<JobId> StuckJobs { get; init; } = [];
}
