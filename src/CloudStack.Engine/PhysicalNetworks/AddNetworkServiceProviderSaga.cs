using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

internal sealed class AddNetworkServiceProviderSaga(IIdSource ids, NetworkElementGateway elements)
    : Saga<AddNetworkServiceProvider, CreatedState, NetworkServiceProvider>
{
    protected override Task<CreatedState> PrepareAsync(AddNetworkServiceProvider command, CommandContext context, CancellationToken ct)
    {
        ProviderServices.Choose(elements, NameOf(command), command.ServiceList);
        return Task.FromResult(new CreatedState { EntityUuid = ids.NewGuid() });
    }

    protected override async Task RecordAsync(AddNetworkServiceProvider command, CreatedState state, CommandContext context, Db db)
    {
        var physical = context.Row<PhysicalNetworkRow>(command.PhysicalNetworkId.Value);
        var destination = context.Row<PhysicalNetworkRow>(command.DestinationPhysicalNetworkId?.Value);
        var name = NameOf(command);
        if (destination is not null && destination.ZoneId != physical.ZoneId)
        {
            throw CloudStackException.Invalid($"The physical network {destination.Name} is in another zone than {physical.Name}; traffic is bridged within a zone.");
        }
        if (await db.NetworkServiceProviders.AnyAsync(row => row.PhysicalNetworkId == physical.Id && row.Name == name && row.Removed.IsNotSet()))
        {
            throw CloudStackException.Invalid($"The provider {name} is on the physical network {physical.Name} already.");
        }
        var row = await db.InsertRowAsync(new NetworkServiceProviderRow
        {
            Uuid = state.EntityUuid!.Value,
            PhysicalNetworkId = physical.Id,
            Name = name,
            DestinationPhysicalNetworkId = destination?.Id,
            Services = ProviderServices.Choose(elements, name, command.ServiceList),
            Created = context.Now,
        });
        state.EntityId = row.Id;
    }

    protected override void Define(SagaBuilder<CreatedState> saga) => saga.Step("created", (_, _, _) => Task.CompletedTask);

    protected override Task<NetworkServiceProvider> ResultAsync(CreatedState state, Db db) =>
        db.NetworkServiceProviders.Where(row => row.Id == state.EntityId).AsProviders(db).FirstAsync();

    private string NameOf(AddNetworkServiceProvider command) =>
        ProviderServices.Usable(elements).FirstOrDefault(name => name.Equals(command.Name, StringComparison.OrdinalIgnoreCase))
        ?? throw CloudStackException.Invalid(
            $"No plugin offers the network element {command.Name}. Providers of this cloud are: {string.Join(", ", ProviderServices.Usable(elements))}.");
}
