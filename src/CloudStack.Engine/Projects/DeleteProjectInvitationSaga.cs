using CloudStack.Engine.Persistence;

namespace CloudStack.Engine;

internal sealed class DeleteProjectInvitationSaga : Saga<DeleteProjectInvitation, ProjectSagaState, Success>
{
    protected override async Task<ProjectSagaState> PrepareAsync(DeleteProjectInvitation command, CommandContext context, CancellationToken ct)
    {
        var invitation = context.Row<ProjectInvitationRow>(command.Id.Value);
        var project = await context.ReadAsync(db => db.GetAsync<ProjectRow>(invitation.ProjectId, ct), ct);
        return new ProjectSagaState { EntityId = invitation.Id, EntityUuid = invitation.Uuid, OwnerAccountId = project.AccountId, OwnerDomainId = project.DomainId };
    }

    protected override void Define(SagaBuilder<ProjectSagaState> saga) =>
        saga.Step("delete", (state, run, _) => run.CommitAsync(db => ProjectInvitations.RemoveAsync(db, state.EntityId)));

    protected override Task<Success> ResultAsync(ProjectSagaState state, Db db) => Task.FromResult(Success.Done);
}
