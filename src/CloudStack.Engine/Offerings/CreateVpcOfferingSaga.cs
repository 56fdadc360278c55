using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Makes the offering with the job that 4.1 has for it; there is nothing left to do then.</summary>
internal sealed class CreateVpcOfferingSaga(IIdSource ids) : Saga<CreateVpcOffering, VpcOfferingSagaState, VpcOffering>
{
    protected override Task<VpcOfferingSagaState> PrepareAsync(CreateVpcOffering command, CommandContext context, CancellationToken ct)
    {
        AccountRules.CheckNotBlank("name", command.Name);
        VpcServices.For(command.SupportedServices);
        return Task.FromResult(new VpcOfferingSagaState { EntityUuid = ids.NewGuid() });
    }

    protected override async Task RecordAsync(CreateVpcOffering command, VpcOfferingSagaState state, CommandContext context, Db db)
    {
        await VpcOfferingViews.CheckNameAsync(db, command.Name);
        var row = await db.InsertRowAsync(new VpcOfferingRow
        {
            Uuid = state.EntityUuid!.Value,
            Name = command.Name,
            DisplayText = command.DisplayText,
            State = OfferingState.Disabled,
            Created = context.Now,
        });
        foreach (var (service, provider) in VpcServices.For(command.SupportedServices))
        {
            await db.InsertAsync(new VpcOfferingServiceRow { VpcOfferingId = row.Id, Service = service, Provider = provider });
        }
        state.EntityId = row.Id;
    }

    protected override void Define(SagaBuilder<VpcOfferingSagaState> saga) => saga.Step("recorded", (_, _, _) => Task.CompletedTask);

    protected override Task<VpcOffering> ResultAsync(VpcOfferingSagaState state, Db db) => VpcOfferingViews.ReadAsync(db, state.EntityId);

    protected override Task FailedAsync(VpcOfferingSagaState state, Db db, Exception reason) =>
        db.VpcOfferings.Where(row => row.Id == state.EntityId).Set(row => row.Removed, row => row.Created).UpdateAsync();
}

/// <summary>What the saga knows of the offering: its id.</summary>
internal sealed class VpcOfferingSagaState : SagaState;
