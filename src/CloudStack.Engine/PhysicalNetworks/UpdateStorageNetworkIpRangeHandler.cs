using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

internal sealed class UpdateStorageNetworkIpRangeHandler : IHandler<UpdateStorageNetworkIpRange, StorageNetworkIpRange>
{
    public Task<StorageNetworkIpRange> HandleAsync(UpdateStorageNetworkIpRange command, CommandContext context, CancellationToken ct) =>
        context.WriteAsync(async db =>
        {
            var row = await db.StorageIpRanges.FirstAsync(range => range.Uuid == command.Id.Value, ct);
            row.Netmask = AddressParameter.Ip4("netmask", command.Netmask) ?? row.Netmask;
            row.StartIp = AddressParameter.Ip4("startip", command.StartIp) ?? row.StartIp;
            row.EndIp = AddressParameter.Ip4("endip", command.EndIp) ?? row.EndIp;
            row.Vlan = command.Vlan ?? row.Vlan;
            await StorageIpRanges.CheckAsync(db, row);
            await db.UpdateVersionedAsync(row, ct);
            await StorageIpRanges.FillAsync(db, row);
            return await db.StorageIpRanges.Where(range => range.Id == row.Id).AsStorageIpRanges(db).FirstAsync(ct);
        }, ct);
}
