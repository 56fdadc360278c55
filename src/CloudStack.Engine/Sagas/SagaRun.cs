using CloudStack.Engine.Persistence;

namespace CloudStack.Engine;

/// <summary>A saga under way, as its steps see it.</summary>
internal sealed class SagaRun(JobRow job, object command, Func<string?, Func<Db, Task>, Task> commit)
{
    public long JobId => job.Id;

    public long UserId => job.UserId;

    /// <summary>The command, for steps that need more of it than the state holds.</summary>
    public object Command => command;

    /// <summary>Whether this saga was taken up from the database: a step that it stands at may have run before, wholly or in part.</summary>
    public bool IsResumed { get; init; }

    /// <summary>How often this step has been tried before.</summary>
    public int Attempt { get; set; }

    /// <summary>
    /// Ends the step: the body's changes, the state and the saga's progress are committed together, or not at all when another server has taken
    /// the saga over. Nothing of the step may follow.
    /// </summary>
    public Task CommitAsync(Func<Db, Task> body) => commit(null, body);

    /// <summary>The same, but goes on with an earlier step, for example to try another host.</summary>
    public Task RewindAsync(string step, Func<Db, Task> body) => commit(step, body);
}
