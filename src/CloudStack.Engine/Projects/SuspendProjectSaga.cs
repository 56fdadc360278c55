using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Closes the project first, so that nothing is started behind its back, and then stops its machines.</summary>
internal sealed class SuspendProjectSaga(AccountVmStopper stopper) : Saga<SuspendProject, ProjectSagaState, Project>
{
    protected override Task<ProjectSagaState> PrepareAsync(SuspendProject command, CommandContext context, CancellationToken ct)
    {
        var project = context.Row<ProjectRow>(command.Id.Value);
        ActivateProjectSaga.CheckNotDisabled(project, "suspended");
        return Task.FromResult(ProjectSagaState.Of<ProjectSagaState>(project));
    }

    protected override void Define(SagaBuilder<ProjectSagaState> saga) => saga
        .Step("close", CloseAsync)
        .Step("stop", (state, _, ct) => stopper.StopAsync(state.ProjectAccountId, ct));

    protected override IReadOnlyList<string> Locks(ProjectSagaState state) => state.Locks();

    protected override Task<Project> ResultAsync(ProjectSagaState state, Db db) => ProjectViews.ReadAsync(db, state.EntityId);

    private static Task CloseAsync(ProjectSagaState state, SagaRun run, CancellationToken ct) => run.CommitAsync(async db =>
    {
        ActivateProjectSaga.CheckNotDisabled(await ProjectRules.LockAsync(db, state.EntityId), "suspended");
        await db.Projects.Where(row => row.Id == state.EntityId).Set(row => row.State, ProjectState.Suspended).UpdateAsync();
        await AccountStates.SetAsync(db, state.ProjectAccountId, AccountState.Disabled);
    });
}
