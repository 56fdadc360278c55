using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Makes a project with the account that owns what is in it, and makes its owner the administrator.</summary>
internal sealed class CreateProjectSaga(ResourceCounter counter, SettingsStore settings, IIdSource ids, TimeProvider time)
    : Saga<CreateProject, ProjectSagaState, Project>
{
    private const int LongestAccountName = 255;

    protected override async Task<ProjectSagaState> PrepareAsync(CreateProject command, CommandContext context, CancellationToken ct)
    {
        if (!context.Caller.IsRoot && !context.Caller.IsDomainAdmin && !settings.Current.AllowUserCreateProjects)
        {
            throw CloudStackException.Denied("Users may not make projects here: the setting allow.user.create.projects is false. Ask an administrator.");
        }
        if (command.DomainId is not null && command.Account is null)
        {
            throw CloudStackException.Invalid("domainid needs account: together they name the owner.");
        }
        var owner = context.Owner;
        if (owner.AccountId == Identity.SystemAccountId)
        {
            throw CloudStackException.Invalid("The system owns no projects: give account and domainid of the owner.");
        }
        if (owner.State != AccountState.Enabled)
        {
            throw CloudStackException.Denied($"The account {owner.AccountName} is {owner.State}; it cannot have a project until it is enabled.");
        }
        AccountRules.CheckNotBlank("name", command.Name);
        if (AccountName(command.Name, owner.DomainId).Length > LongestAccountName)
        {
            throw CloudStackException.Invalid($"name is {command.Name.Length} characters long, which is too much for a project. Choose a shorter one.");
        }
        await context.ReadAsync(async db =>
        {
            await ProjectRules.CheckNameFreeAsync(db, owner.DomainId, command.Name);
            return true;
        }, ct);
        return new ProjectSagaState { EntityUuid = ids.NewGuid() };
    }

    protected override async Task RecordAsync(CreateProject command, ProjectSagaState state, CommandContext context, Db db)
    {
        var owner = context.Owner;
        await DomainRules.LockAsync(db, owner.DomainId);
        DomainRules.CheckActive(await db.Domains.FirstAsync(row => row.Id == owner.DomainId));
        await ProjectRules.CheckNameFreeAsync(db, owner.DomainId, command.Name);
        if (!await db.Accounts.AnyAsync(row => row.Id == owner.AccountId && row.Removed.IsNotSet()))
        {
            throw CloudStackException.Invalid($"The account {owner.AccountName} was deleted.");
        }
        await counter.TakeAsync(db, owner.AccountId, owner.AccountType, owner.DomainId, ResourceType.Project);
        var account = await db.InsertRowAsync(new AccountRow
        {
            Uuid = ids.NewGuid(),
            Name = AccountName(command.Name, owner.DomainId),
            DomainId = owner.DomainId,
            Type = AccountType.Project,
            State = AccountState.Enabled,
            Created = context.Now,
        });
        await ResourceCounter.PrepareAsync(db, OwnerKind.Account, account.Id);
        var project = await db.InsertRowAsync(new ProjectRow
        {
            Uuid = state.EntityUuid!.Value,
            AccountId = account.Id,
            DomainId = owner.DomainId,
            Name = command.Name,
            DisplayText = command.DisplayText,
            State = ProjectState.Disabled,
            Created = context.Now,
        });
        await ProjectRules.JoinAsync(db, project, owner.AccountId, ProjectRole.Admin, context.Now);
        (state.EntityId, state.ProjectAccountId) = (project.Id, account.Id);
    }

    protected override void Define(SagaBuilder<ProjectSagaState> saga) => saga.Step("activate", ActivateAsync);

    protected override IReadOnlyList<string> Locks(ProjectSagaState state) => state.Locks();

    protected override Task<Project> ResultAsync(ProjectSagaState state, Db db) => ProjectViews.ReadAsync(db, state.EntityId);

    protected override async Task FailedAsync(ProjectSagaState state, Db db, Exception reason)
    {
        await db.Accounts.Where(row => row.Id == state.ProjectAccountId).Set(row => row.Removed, time.GetUtcNow()).UpdateAsync();
        await ProjectRules.RemoveAsync(db, counter, state.EntityId, time.GetUtcNow());
    }

    private static string AccountName(string name, long domain) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"PrjAcct-{name}-{domain}");

    /// <summary>A project whose domain was deleted meanwhile stays what it is.</summary>
    private static Task ActivateAsync(ProjectSagaState state, SagaRun run, CancellationToken ct) => run.CommitAsync(db => db.Projects
        .Where(row => row.Id == state.EntityId && row.State == ProjectState.Disabled && row.Removed.IsNotSet()
            && db.Accounts.Any(account => account.Id == row.AccountId && account.Removed.IsNotSet()))
        .Set(row => row.State, ProjectState.Active).Set(row => row.Version, row => row.Version + 1).UpdateAsync());
}
