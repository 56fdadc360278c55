using CloudStack.Engine.Persistence;

namespace CloudStack.Engine;

/// <summary>A command that 4.1 runs as a job although one handler does it all: a saga of one step.</summary>
internal sealed class HandlerSaga<TCommand, TResult>(Func<IHandler<TCommand, TResult>> handler, Dispatcher dispatcher)
    : Saga<TCommand, HandlerSagaState, TResult> where TCommand : class, ICommand<TResult>
{
    protected override Task<HandlerSagaState> PrepareAsync(TCommand command, CommandContext context, CancellationToken ct)
    {
        var id = context.Command.Parameters.FirstOrDefault(parameter => parameter.Name == "id");
        return Task.FromResult(new HandlerSagaState
        {
            EntityUuid = id?.EntityIdType is not null && id.GetValue(command) is { } value ? EntityIds.ValueOf(value) : null,
        });
    }

    protected override void Define(SagaBuilder<HandlerSagaState> saga) => saga.Step("run", RunAsync);

    protected override Task<TResult> ResultAsync(HandlerSagaState state, Db db) => Task.FromResult((TResult)state.Result!);

    protected override IReadOnlyList<string> Locks(HandlerSagaState state) =>
        state.EntityUuid is { } entity ? [$"{typeof(TCommand).Name}:{entity}"] : [];

    private async Task RunAsync(HandlerSagaState state, SagaRun run, CancellationToken ct)
    {
        var command = (TCommand)run.Command;
        var context = await dispatcher.ContextOfJobAsync(command, run.UserId, ct);
        state.Result = await handler().HandleAsync(command, context, ct);
    }
}

/// <summary>Holds the result until the end of the job, which follows at once.</summary>
internal sealed class HandlerSagaState : SagaState
{
    [System.Text.Json.Serialization.JsonIgnore]
    public object? Result { get; set; }
}
