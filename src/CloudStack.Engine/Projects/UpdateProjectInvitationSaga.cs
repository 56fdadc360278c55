using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Answers an invitation. Its one step ends with the job, so that a second run does not find it answered.</summary>
internal sealed class UpdateProjectInvitationSaga(ProjectInvitations invitations, TimeProvider time) : Saga<UpdateProjectInvitation, AnswerState, Success>
{
    protected override async Task<AnswerState> PrepareAsync(UpdateProjectInvitation command, CommandContext context, CancellationToken ct)
    {
        var project = context.Row<ProjectRow>(command.ProjectId.Value);
        var accept = command.Accept ?? true;
        var (account, invitation) = await context.ReadAsync(async db =>
        {
            var account = command.Account is { } name ? await ProjectRules.AccountAsync(db, project, name) : await db.GetAsync<AccountRow>(context.Caller.AccountId);
            await AccessPolicy.CheckAsync(db, context.Caller, account, AccessType.Use, "account");
            if (account.DomainId != project.DomainId)
            {
                throw CloudStackException.Invalid($"The account {account.Name} is in another domain than the project {project.Name}; only accounts of its domain can join.");
            }
            return (account, await FindAsync(db, project, account, command.Token));
        }, ct);
        if (accept && invitation.Created <= invitations.OldestGood)
        {
            await context.Database.WriteAsync(invitations.ExpireAsync, ct);
            throw CloudStackException.Invalid($"The invitation to the project {project.Name} has expired. Ask its administrator for another one.");
        }
        if (accept)
        {
            ProjectRules.CheckActive(project, "accounts join");
        }
        var state = ProjectSagaState.Of<AnswerState>(project);
        (state.AccountId, state.InvitationId, state.Accept) = (account.Id, invitation.Id, accept);
        return state;
    }

    protected override void Define(SagaBuilder<AnswerState> saga) => saga.Step("answer", AnswerAsync);

    protected override IReadOnlyList<string> Locks(AnswerState state) => state.Locks();

    protected override Task<Success> ResultAsync(AnswerState state, Db db) => Task.FromResult(Success.Done);

    private static async Task<ProjectInvitationRow> FindAsync(Db db, ProjectRow project, AccountRow account, string? token)
    {
        var pending = db.ProjectInvitations.Where(row => row.ProjectId == project.Id && row.State == ProjectInvitationState.Pending);
        if (token is null)
        {
            return await pending.FirstOrDefaultAsync(row => row.AccountId == account.Id)
                ?? throw CloudStackException.Invalid($"The account {account.Name} has no invitation to the project {project.Name} that waits for an answer. One by e-mail needs its token.");
        }
        var hash = ProjectInvitations.HashOf(token);
        return await pending.FirstOrDefaultAsync(row => row.Token == hash)
            ?? throw CloudStackException.Invalid($"There is no invitation with this token to the project {project.Name} that waits for an answer.");
    }

    private Task AnswerAsync(AnswerState state, SagaRun run, CancellationToken ct) => run.CommitAsync(async db =>
    {
        var project = await ProjectRules.LockAsync(db, state.EntityId);
        var answer = state.Accept ? ProjectInvitationState.Completed : ProjectInvitationState.Declined;
        // An invitation by e-mail is that of whoever has accepted it, from then on.
        var changed = await db.ProjectInvitations.Where(row => row.Id == state.InvitationId && row.State == ProjectInvitationState.Pending)
            .Set(row => row.State, answer)
            .Set(row => row.AccountId, row => state.Accept ? state.AccountId : row.AccountId)
            .Set(row => row.Token, (string?)null)
            .UpdateAsync();
        if (changed == 0)
        {
            throw CloudStackException.Invalid($"The invitation to the project {project.Name} was answered or taken back meanwhile.");
        }
        if (!state.Accept)
        {
            return;
        }
        ProjectRules.CheckActive(project, "accounts join");
        if (!await db.Accounts.AnyAsync(row => row.Id == state.AccountId && row.Removed.IsNotSet()))
        {
            throw CloudStackException.Invalid("The account was deleted meanwhile.");
        }
        if (await ProjectRules.MemberAsync(db, project.Id, state.AccountId) is null)
        {
            await ProjectRules.JoinAsync(db, project, state.AccountId, ProjectRole.Regular, time.GetUtcNow());
        }
    });
}

/// <summary>What is known of an answer to an invitation.</summary>
internal sealed class AnswerState : ProjectSagaState
{
    public long AccountId { get; set; }

    public long InvitationId { get; set; }

    public bool Accept { get; set; }
}
