using CloudStack.Engine.Persistence;

namespace CloudStack.Engine;

/// <summary>A command that outlives its request, as the runner sees it.</summary>
internal abstract class Saga
{
    private readonly Lazy<IReadOnlyList<SagaStep>> _steps;

    protected Saga() => _steps = new(DefineSteps);

    public IReadOnlyList<SagaStep> Steps => _steps.Value;

    public abstract Type CommandType { get; }

    public abstract Type StateType { get; }

    public abstract Task<SagaState> PrepareAsync(object command, CommandContext context, CancellationToken ct);

    public abstract Task RecordAsync(object command, SagaState state, CommandContext context, Db db);

    public abstract Task<object> ResultAsync(SagaState state, Db db);

    public abstract Task FailedAsync(SagaState state, Db db, Exception reason);

    public abstract IReadOnlyList<string> Locks(SagaState state);

    protected abstract IReadOnlyList<SagaStep> DefineSteps();
}

/// <summary>
/// A command that touches a driver, or more than one resource across time: steps over one state, each repeatable, each with its undo.
/// The job that clients poll is the saga.
/// </summary>
internal abstract class Saga<TCommand, TState, TResult> : Saga where TCommand : ICommand<TResult> where TState : SagaState
{
    public sealed override Type CommandType => typeof(TCommand);

    public sealed override Type StateType => typeof(TState);

    /// <summary>Reads and checks: what can be refused at once is refused here, and the caller gets the error instead of a job.</summary>
    protected abstract Task<TState> PrepareAsync(TCommand command, CommandContext context, CancellationToken ct);

    /// <summary>
    /// Writes what belongs to the beginning (for a create command the entity and its limits) in the transaction that records the job.
    /// May be run again when the database asks for it.
    /// </summary>
    protected virtual Task RecordAsync(TCommand command, TState state, CommandContext context, Db db) => Task.CompletedTask;

    protected abstract void Define(SagaBuilder<TState> saga);

    /// <summary>What the caller gets, read in the transaction that ends the job.</summary>
    protected abstract Task<TResult> ResultAsync(TState state, Db db);

    /// <summary>Marks the failure, after everything was undone, in the transaction that ends the job.</summary>
    protected virtual Task FailedAsync(TState state, Db db, Exception reason) => Task.CompletedTask;

    /// <summary>What this saga works on, for example <c>vm:12</c>: sagas that share a name run one after the other, in the order of their jobs.</summary>
    protected virtual IReadOnlyList<string> Locks(TState state) => [];

    public sealed override async Task<SagaState> PrepareAsync(object command, CommandContext context, CancellationToken ct)
    {
        var state = await PrepareAsync((TCommand)command, context, ct);
        if (state.OwnerAccountId == 0)
        {
            (state.OwnerAccountId, state.OwnerDomainId) = (context.Concerns.AccountId, context.Concerns.DomainId);
        }
        return state;
    }

    public sealed override Task RecordAsync(object command, SagaState state, CommandContext context, Db db) =>
        RecordAsync((TCommand)command, (TState)state, context, db);

    public sealed override async Task<object> ResultAsync(SagaState state, Db db) => (await ResultAsync((TState)state, db))!;

    public sealed override Task FailedAsync(SagaState state, Db db, Exception reason) => FailedAsync((TState)state, db, reason);

    public sealed override IReadOnlyList<string> Locks(SagaState state) => Locks((TState)state);

    protected sealed override IReadOnlyList<SagaStep> DefineSteps()
    {
        var builder = new SagaBuilder<TState>();
        Define(builder);
        return builder.All;
    }
}
