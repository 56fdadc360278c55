namespace CloudStack.Engine;

/// <summary>One step: what it does, and what takes that back. Both may be repeated.</summary>
internal sealed record SagaStep(string Name, Func<SagaState, SagaRun, CancellationToken, Task> Do, Func<SagaState, SagaRun, CancellationToken, Task>? Undo);

/// <summary>Lists the steps of a saga in their order.</summary>
internal sealed class SagaBuilder<TState> where TState : SagaState
{
    private readonly List<SagaStep> _steps = [];

    public IReadOnlyList<SagaStep> All => _steps;

    /// <param name="name">Tells the step in logs and to whoever resumes the saga.</param>
    /// <param name="run">Does the work; may be repeated after a crash.</param>
    /// <param name="undo">Takes it back, whether it was done wholly, in part or not at all; may be repeated. Null when there is nothing to take back.</param>
    public SagaBuilder<TState> Step(string name, Func<TState, SagaRun, CancellationToken, Task> run,
        Func<TState, SagaRun, CancellationToken, Task>? undo = null)
    {
        _steps.Add(new(name, (state, context, ct) => run((TState)state, context, ct),
            undo is null ? null : (state, context, ct) => undo((TState)state, context, ct)));
        return this;
    }

    /// <summary>Adds steps that work on a part of the state, for sagas that are made of others.</summary>
    /// <param name="part">The part of the state.</param>
    /// <param name="define">Adds the steps; their names must differ from the others of the saga.</param>
    public SagaBuilder<TState> Steps<TPart>(Func<TState, TPart> part, Action<SagaBuilder<TPart>> define) where TPart : SagaState
    {
        var inner = new SagaBuilder<TPart>();
        define(inner);
        foreach (var step in inner._steps)
        {
            _steps.Add(new(step.Name, (state, run, ct) => step.Do(part((TState)state), run, ct),
                step.Undo is null ? null : (state, run, ct) => step.Undo(part((TState)state), run, ct)));
        }
        return this;
    }
}
