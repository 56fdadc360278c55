using CloudStack.Engine.Persistence;

namespace CloudStack.Engine;

internal sealed class DeleteProjectSaga(ProjectEraser eraser) : Saga<DeleteProject, ProjectSagaState, Success>
{
    protected override Task<ProjectSagaState> PrepareAsync(DeleteProject command, CommandContext context, CancellationToken ct) =>
        Task.FromResult(ProjectSagaState.Of<ProjectSagaState>(context.Row<ProjectRow>(command.Id.Value)));

    protected override void Define(SagaBuilder<ProjectSagaState> saga) => saga.Step("erase", (state, run, ct) => eraser.EraseAsync(state.EntityId, run.UserId, ct));

    protected override IReadOnlyList<string> Locks(ProjectSagaState state) => state.Locks();

    protected override Task<Success> ResultAsync(ProjectSagaState state, Db db) => Task.FromResult(Success.Done);
}
