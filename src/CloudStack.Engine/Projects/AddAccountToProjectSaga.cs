using CloudStack.Engine.Persistence;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Adds an account, or, where that is required, invites it, or whoever reads an e-mail.</summary>
internal sealed class AddAccountToProjectSaga(ProjectInvitations invitations, SettingsStore settings, TimeProvider time)
    : Saga<AddAccountToProject, AddAccountState, Success>
{
    protected override async Task<AddAccountState> PrepareAsync(AddAccountToProject command, CommandContext context, CancellationToken ct)
    {
        var project = context.Row<ProjectRow>(command.ProjectId.Value);
        if ((command.Account is null) == (command.Email is null))
        {
            throw CloudStackException.Invalid("Say who shall join: give either account or email.");
        }
        ProjectRules.CheckActive(project, "accounts join");
        var state = ProjectSagaState.Of<AddAccountState>(project);
        state.IsInvitation = settings.Current.ProjectInviteRequired;
        if (command.Account is { } name)
        {
            state.AccountId = (await context.ReadAsync(db => ProjectRules.AccountAsync(db, project, name), ct)).Id;
            await context.ReadAsync(db => invitations.CheckNonePendingAsync(db, project, state.AccountId, null), ct);
            return state;
        }
        if (!state.IsInvitation)
        {
            throw CloudStackException.Invalid("email invites somebody, but this cloud adds accounts without invitations (project.invite.required is false). Give account.");
        }
        state.Email = invitations.CheckAddress(command.Email!);
        await context.ReadAsync(db => invitations.CheckNonePendingAsync(db, project, null, state.Email), ct);
        return state;
    }

    protected override void Define(SagaBuilder<AddAccountState> saga) => saga.Step("add", AddAsync).Step("mail", MailAsync);

    protected override IReadOnlyList<string> Locks(AddAccountState state) => state.Locks();

    protected override Task<Success> ResultAsync(AddAccountState state, Db db) => Task.FromResult(Success.Done);

    /// <summary>An invitation that nobody was told of is none.</summary>
    protected override Task FailedAsync(AddAccountState state, Db db, Exception reason) => ProjectInvitations.RemoveAsync(db, state.InvitationId);

    private Task AddAsync(AddAccountState state, SagaRun run, CancellationToken ct) => run.CommitAsync(async db =>
    {
        var project = await ProjectRules.LockAsync(db, state.EntityId);
        ProjectRules.CheckActive(project, "accounts join");
        if (state.AccountId is { } account)
        {
            if (!await db.Accounts.AnyAsync(row => row.Id == account && row.Removed.IsNotSet()))
            {
                throw CloudStackException.Invalid("The account was deleted meanwhile.");
            }
            if (await ProjectRules.MemberAsync(db, project.Id, account) is not null)
            {
                return;
            }
            if (!state.IsInvitation)
            {
                await ProjectRules.JoinAsync(db, project, account, ProjectRole.Regular, time.GetUtcNow());
                return;
            }
        }
        state.InvitationId = await invitations.AddAsync(db, project, state.AccountId, state.Email);
    });

    private Task MailAsync(AddAccountState state, SagaRun run, CancellationToken ct) =>
        state.Email is { } address && state.InvitationId != 0 ? invitations.SendAsync(state.InvitationId, address, ct) : Task.CompletedTask;
}

/// <summary>What is known of somebody who joins a project.</summary>
internal sealed class AddAccountState : ProjectSagaState
{
    public bool IsInvitation { get; set; }

    /// <summary>The account, unless an e-mail invites somebody.</summary>
    public long? AccountId { get; set; }

    public string? Email { get; set; }

    /// <summary>The invitation that was made, or 0.</summary>
    public long InvitationId { get; set; }
}
