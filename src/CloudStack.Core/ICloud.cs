namespace CloudStack;

/// <summary>
/// The cloud. There are two implementations that behave alike: the engine in this process, and a client that speaks to one over HTTP.
/// Safe for concurrent use.
/// </summary>
public interface ICloud
{
    /// <summary>
    /// Runs a command and returns its result. A command that runs as a job is waited for; cancelling the wait does not cancel the job.
    /// </summary>
    /// <param name="command">What to do.</param>
    /// <param name="caller">On whose behalf.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="CloudStackException">The command was refused or failed; its code and message say why.</exception>
    Task<TResult> ExecuteAsync<TResult>(ICommand<TResult> command, Caller caller, CancellationToken cancellationToken = default);

    /// <summary>
    /// Starts a command that runs as a job and returns as soon as the job is recorded. What can be refused at once is refused here;
    /// what fails later is found in the job.
    /// </summary>
    /// <param name="command">A command whose <see cref="CommandAttribute.Runs"/> is <see cref="Runs.AsJob"/>.</param>
    /// <param name="caller">On whose behalf.</param>
    /// <param name="cancellationToken">Ends the wait for the record, not the job.</param>
    /// <exception cref="CloudStackException">The command was refused, or does not run as a job.</exception>
    Task<StartedJob> StartAsync(ICommand command, Caller caller, CancellationToken cancellationToken = default);

    /// <summary>
    /// Waits for a job that <see cref="StartAsync"/> began and returns its result, as <see cref="ExecuteAsync"/> would have.
    /// </summary>
    /// <param name="job">The job.</param>
    /// <param name="caller">Someone who may see the job.</param>
    /// <param name="cancellationToken">Ends the wait, not the job.</param>
    /// <exception cref="CloudStackException">The job failed, or the caller may not see it.</exception>
    Task<TResult> WaitAsync<TResult>(JobId job, Caller caller, CancellationToken cancellationToken = default);
}

/// <summary>A job that has been recorded and will run.</summary>
/// <param name="JobId">The job to poll with <c>queryAsyncJobResult</c> or to wait for.</param>
/// <param name="EntityId">For a command that creates something, the id that it will have; otherwise null.</param>
public sealed record StartedJob(JobId JobId, Guid? EntityId);
