using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Makes the group with the job that later releases of CloudStack have for it; there is nothing left to do then.</summary>
internal sealed class CreateAffinityGroupSaga(IIdSource ids) : Saga<CreateAffinityGroup, AffinityGroupSagaState, AffinityGroup>
{
    protected override Task<AffinityGroupSagaState> PrepareAsync(CreateAffinityGroup command, CommandContext context, CancellationToken ct)
    {
        AccountRules.CheckNotBlank("name", command.Name);
        _ = AffinityTypes.Parse(command.Type);
        return Task.FromResult(new AffinityGroupSagaState
        {
            EntityUuid = ids.NewGuid(), OwnerAccountId = context.Owner.AccountId, OwnerDomainId = context.Owner.DomainId,
        });
    }

    protected override async Task RecordAsync(CreateAffinityGroup command, AffinityGroupSagaState state, CommandContext context, Db db)
    {
        var owner = context.Owner;
        if (await db.AffinityGroups.AnyAsync(row => row.AccountId == owner.AccountId && row.LiveName == command.Name))
        {
            throw CloudStackException.Invalid($"The account {owner.AccountName} has an affinity group {command.Name} already. Choose another name.");
        }
        state.EntityId = (await db.InsertRowAsync(new AffinityGroupRow
        {
            Uuid = state.EntityUuid!.Value,
            AccountId = owner.AccountId,
            DomainId = owner.DomainId,
            Name = command.Name,
            LiveName = command.Name,
            Type = AffinityTypes.Parse(command.Type),
            Description = command.Description,
            Created = context.Now,
        })).Id;
    }

    protected override void Define(SagaBuilder<AffinityGroupSagaState> saga) => saga.Step("recorded", (_, _, _) => Task.CompletedTask);

    protected override Task<AffinityGroup> ResultAsync(AffinityGroupSagaState state, Db db) => AffinityGroupViews.ReadAsync(db, state.EntityId);

    protected override Task FailedAsync(AffinityGroupSagaState state, Db db, Exception reason) =>
        AffinityGroups.RemoveAsync(db, [state.EntityId], DateTimeOffset.UnixEpoch, CancellationToken.None);
}

/// <summary>What the saga knows of the group: its id.</summary>
internal sealed class AffinityGroupSagaState : SagaState;
