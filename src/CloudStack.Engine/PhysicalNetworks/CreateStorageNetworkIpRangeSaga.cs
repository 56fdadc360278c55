using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

internal sealed class CreateStorageNetworkIpRangeSaga(IIdSource ids) : Saga<CreateStorageNetworkIpRange, CreatedState, StorageNetworkIpRange>
{
    protected override Task<CreatedState> PrepareAsync(CreateStorageNetworkIpRange command, CommandContext context, CancellationToken ct) =>
        Task.FromResult(new CreatedState { EntityUuid = ids.NewGuid() });

    protected override async Task RecordAsync(CreateStorageNetworkIpRange command, CreatedState state, CommandContext context, Db db)
    {
        var pod = context.Row<PodRow>(command.PodId.Value);
        var row = new StorageIpRangeRow
        {
            Uuid = state.EntityUuid!.Value,
            ZoneId = pod.ZoneId,
            PodId = pod.Id,
            NetworkId = await SystemNetworks.IdAsync(db, pod.ZoneId, NetworkRules.Storage),
            Gateway = AddressParameter.Ip4("gateway", command.Gateway),
            Netmask = AddressParameter.Ip4("netmask", command.Netmask),
            StartIp = AddressParameter.Ip4("startip", command.StartIp),
            EndIp = AddressParameter.Ip4("endip", command.EndIp ?? command.StartIp),
            Vlan = command.Vlan,
        };
        await StorageIpRanges.CheckAsync(db, row);
        await db.InsertRowAsync(row);
        await StorageIpRanges.FillAsync(db, row);
        state.EntityId = row.Id;
    }

    protected override void Define(SagaBuilder<CreatedState> saga) => saga.Step("created", (_, _, _) => Task.CompletedTask);

    protected override Task<StorageNetworkIpRange> ResultAsync(CreatedState state, Db db) =>
        db.StorageIpRanges.Where(row => row.Id == state.EntityId).AsStorageIpRanges(db).FirstAsync();
}
