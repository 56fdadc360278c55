using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

internal sealed class CreatePhysicalNetworkSaga(IIdSource ids) : Saga<CreatePhysicalNetwork, CreatedState, PhysicalNetwork>
{
    protected override Task<CreatedState> PrepareAsync(CreatePhysicalNetwork command, CommandContext context, CancellationToken ct)
    {
        Make(command, context, Guid.Empty);
        return Task.FromResult(new CreatedState { EntityUuid = ids.NewGuid() });
    }

    protected override async Task RecordAsync(CreatePhysicalNetwork command, CreatedState state, CommandContext context, Db db)
    {
        var zone = context.Row<ZoneRow>(command.ZoneId.Value);
        var row = Make(command, context, state.EntityUuid!.Value);
        // The zone's row is written so that two physical networks cannot be added to a basic zone at once.
        await db.Zones.Where(z => z.Id == zone.Id).Set(z => z.Version, z => z.Version + 1).UpdateAsync();
        if (zone.NetworkType == ZoneNetworkType.Basic
            && await db.PhysicalNetworks.Where(other => other.ZoneId == zone.Id && other.Removed.IsNotSet()).FirstOrDefaultAsync() is { } existing)
        {
            throw CloudStackException.Invalid($"The basic zone {zone.Name} has the physical network {existing.Name} already; a basic zone has only one.");
        }
        await db.InsertRowAsync(row);
        state.EntityId = row.Id;
        if (row is { VlanFirst: { } first, VlanLast: { } last })
        {
            await VlanTags.SetRangeAsync(db, row, first, last);
        }
        foreach (var provider in new[] { NetworkCatalog.VirtualRouter, NetworkCatalog.SecurityGroupProvider, NetworkCatalog.VpcVirtualRouter })
        {
            await db.InsertRowAsync(new NetworkServiceProviderRow
            {
                Uuid = ids.NewGuid(),
                PhysicalNetworkId = row.Id,
                Name = provider,
                Services = string.Join(',', NetworkCatalog.Providers[provider].Services.Keys),
                Created = context.Now,
            });
        }
    }

    protected override void Define(SagaBuilder<CreatedState> saga) => saga.Step("created", (_, _, _) => Task.CompletedTask);

    protected override Task<PhysicalNetwork> ResultAsync(CreatedState state, Db db) =>
        db.PhysicalNetworks.Where(row => row.Id == state.EntityId).AsPhysicalNetworks(db).FirstAsync();

    private static PhysicalNetworkRow Make(CreatePhysicalNetwork command, CommandContext context, Guid uuid)
    {
        var zone = context.Row<ZoneRow>(command.ZoneId.Value);
        var domain = context.Row<DomainRow>(command.DomainId?.Value);
        if (domain is not null && domain.Id != zone.DomainId)
        {
            throw CloudStackException.Invalid($"The domain {domain.Name} can have a physical network of its own only in a zone of its own; {zone.Name} is not.");
        }
        var isBasic = zone.NetworkType == ZoneNetworkType.Basic;
        if (isBasic && command.Vlan is not null)
        {
            throw CloudStackException.Invalid($"vlan is for advanced zones; {zone.Name} is a basic zone, whose guests share one untagged network.");
        }
        var vlans = command.Vlan is null ? default((int First, int Last)?) : VlanTags.Parse(command.Vlan);
        return new PhysicalNetworkRow
        {
            Uuid = uuid,
            ZoneId = zone.Id,
            Name = command.Name,
            DomainId = domain?.Id,
            BroadcastDomainRange = Range(command.BroadcastDomainRange, isBasic),
            State = nameof(PhysicalNetworkState.Disabled),
            Tags = PhysicalNetworkParameters.Tag(command.Tags),
            IsolationMethods = PhysicalNetworkParameters.IsolationMethod(command.IsolationMethods),
            Speed = command.NetworkSpeed,
            VlanFirst = vlans?.First,
            VlanLast = vlans?.Last,
            Created = context.Now,
        };
    }

    private static string Range(string? text, bool isBasic)
    {
        var range = text?.ToUpperInvariant() ?? (isBasic ? "POD" : "ZONE");
        return range is not ("POD" or "ZONE") ? throw CloudStackException.Invalid($"broadcastdomainrange cannot be {text}; it is POD or ZONE.")
            : isBasic && range != "POD" ? throw CloudStackException.Invalid("broadcastdomainrange of a basic zone's physical network can only be POD.")
            : range;
    }
}
