using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

internal sealed class AddTrafficTypeSaga(IIdSource ids, SettingsStore settings) : Saga<AddTrafficType, CreatedState, TrafficTypeEntry>
{
    private static readonly string[] Types = [NetworkRules.Guest, NetworkRules.Public, NetworkRules.Management, NetworkRules.Storage];

    protected override Task<CreatedState> PrepareAsync(AddTrafficType command, CommandContext context, CancellationToken ct)
    {
        TypeOf(command);
        return Task.FromResult(new CreatedState { EntityUuid = ids.NewGuid() });
    }

    protected override async Task RecordAsync(AddTrafficType command, CreatedState state, CommandContext context, Db db)
    {
        var physical = context.Row<PhysicalNetworkRow>(command.PhysicalNetworkId.Value);
        var type = TypeOf(command);
        var holders = await (from entry in db.TrafficTypes
                             from other in db.PhysicalNetworks.Where(row => row.Id == entry.PhysicalNetworkId)
                             where other.ZoneId == physical.ZoneId && other.Removed.IsNotSet() && entry.TrafficType == type
                             select other).ToListAsync();
        if (holders.Any(other => other.Id == physical.Id))
        {
            throw CloudStackException.Invalid($"The physical network {physical.Name} has {type} traffic already.");
        }
        if (type != NetworkRules.Guest && holders.Count > 0)
        {
            throw CloudStackException.Invalid($"{type} traffic of the zone is on the physical network {holders[0].Name} already, and can be on one only.");
        }
        var row = await db.InsertRowAsync(new TrafficTypeRow
        {
            Uuid = state.EntityUuid!.Value,
            PhysicalNetworkId = physical.Id,
            TrafficType = type,
            XenLabel = command.XenNetworkLabel ?? DefaultXenLabel(type),
            KvmLabel = command.KvmNetworkLabel,
            VmwareLabel = command.VmwareNetworkLabel,
            Vlan = command.Vlan,
            Created = context.Now,
        });
        state.EntityId = row.Id;
    }

    protected override void Define(SagaBuilder<CreatedState> saga) => saga.Step("created", (_, _, _) => Task.CompletedTask);

    protected override Task<TrafficTypeEntry> ResultAsync(CreatedState state, Db db) =>
        db.TrafficTypes.Where(row => row.Id == state.EntityId).AsTrafficTypes(db).FirstAsync();

    private static string TypeOf(AddTrafficType command) =>
        Types.FirstOrDefault(type => type.Equals(command.TrafficType, StringComparison.OrdinalIgnoreCase))
        ?? throw CloudStackException.Invalid($"traffictype cannot be {command.TrafficType}; it is one of {string.Join(", ", Types)}.");

    private string? DefaultXenLabel(string type) => settings.GetText(type switch
    {
        NetworkRules.Guest => "xen.guest.network.device",
        NetworkRules.Public => "xen.public.network.device",
        NetworkRules.Storage => "xen.storage.network.device1",
        _ => "xen.private.network.device",
    });
}
