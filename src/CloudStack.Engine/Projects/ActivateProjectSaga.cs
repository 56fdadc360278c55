using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

internal sealed class ActivateProjectSaga : Saga<ActivateProject, ProjectSagaState, Project>
{
    protected override Task<ProjectSagaState> PrepareAsync(ActivateProject command, CommandContext context, CancellationToken ct)
    {
        var project = context.Row<ProjectRow>(command.Id.Value);
        CheckNotDisabled(project, "activated");
        return Task.FromResult(ProjectSagaState.Of<ProjectSagaState>(project));
    }

    protected override void Define(SagaBuilder<ProjectSagaState> saga) => saga.Step("activate", ActivateAsync);

    protected override IReadOnlyList<string> Locks(ProjectSagaState state) => state.Locks();

    protected override Task<Project> ResultAsync(ProjectSagaState state, Db db) => ProjectViews.ReadAsync(db, state.EntityId);

    public static void CheckNotDisabled(ProjectRow project, string what)
    {
        if (project.State == ProjectState.Disabled)
        {
            throw CloudStackException.Invalid($"The project {project.Name} is {project.State} and cannot be {what}. {ProjectRules.WayOut(project)}");
        }
    }

    private static Task ActivateAsync(ProjectSagaState state, SagaRun run, CancellationToken ct) => run.CommitAsync(async db =>
    {
        CheckNotDisabled(await ProjectRules.LockAsync(db, state.EntityId), "activated");
        await db.Projects.Where(row => row.Id == state.EntityId).Set(row => row.State, ProjectState.Active).UpdateAsync();
        await AccountStates.SetAsync(db, state.ProjectAccountId, AccountState.Enabled);
    });
}
