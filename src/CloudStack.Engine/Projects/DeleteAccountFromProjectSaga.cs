using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Takes an account out of a project, with its invitations to it. One step that ends with the job: a second run would find it gone.</summary>
internal sealed class DeleteAccountFromProjectSaga : Saga<DeleteAccountFromProject, MemberState, Success>
{
    protected override async Task<MemberState> PrepareAsync(DeleteAccountFromProject command, CommandContext context, CancellationToken ct)
    {
        var project = context.Row<ProjectRow>(command.ProjectId.Value);
        var state = ProjectSagaState.Of<MemberState>(project);
        state.AccountId = await context.ReadAsync(async db =>
        {
            var account = await ProjectRules.AccountAsync(db, project, command.Account);
            await CheckAsync(db, project, account.Id, account.Name);
            return account.Id;
        }, ct);
        return state;
    }

    protected override void Define(SagaBuilder<MemberState> saga) => saga.Step("remove", RemoveAsync);

    protected override IReadOnlyList<string> Locks(MemberState state) => state.Locks();

    protected override Task<Success> ResultAsync(MemberState state, Db db) => Task.FromResult(Success.Done);

    private static async Task CheckAsync(Db db, ProjectRow project, long account, string name)
    {
        var member = await ProjectRules.MemberAsync(db, project.Id, account)
            ?? throw CloudStackException.Invalid($"The account {name} is not in the project {project.Name}.");
        if (member.Role == ProjectRole.Admin)
        {
            throw CloudStackException.Invalid($"The account {name} owns the project {project.Name} and cannot be taken out of it. Give it to another account with updateProject first.");
        }
    }

    private static Task RemoveAsync(MemberState state, SagaRun run, CancellationToken ct) => run.CommitAsync(async db =>
    {
        var project = await ProjectRules.LockAsync(db, state.EntityId);
        await CheckAsync(db, project, state.AccountId, ((DeleteAccountFromProject)run.Command).Account);
        await db.ProjectAccounts.Where(row => row.ProjectId == project.Id && row.AccountId == state.AccountId).DeleteAsync();
        await db.ProjectInvitations.Where(row => row.ProjectId == project.Id && row.AccountId == state.AccountId).DeleteAsync();
    });
}

/// <summary>What is known of an account that leaves a project.</summary>
internal sealed class MemberState : ProjectSagaState
{
    public long AccountId { get; set; }
}
