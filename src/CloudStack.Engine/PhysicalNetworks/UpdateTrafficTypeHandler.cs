using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

internal sealed class UpdateTrafficTypeHandler : IHandler<UpdateTrafficType, TrafficTypeEntry>
{
    public Task<TrafficTypeEntry> HandleAsync(UpdateTrafficType command, CommandContext context, CancellationToken ct) =>
        context.WriteAsync(async db =>
        {
            var row = await db.TrafficTypes.FirstAsync(type => type.Uuid == command.Id.Value, ct);
            row.XenLabel = NewLabel(command.XenNetworkLabel, row.XenLabel);
            row.KvmLabel = NewLabel(command.KvmNetworkLabel, row.KvmLabel);
            row.VmwareLabel = NewLabel(command.VmwareNetworkLabel, row.VmwareLabel);
            await db.UpdateVersionedAsync(row, ct);
            return await db.TrafficTypes.Where(type => type.Id == row.Id).AsTrafficTypes(db).FirstAsync(ct);
        }, ct);

    /// <summary>An empty label goes back to the host's default.</summary>
    private static string? NewLabel(string? given, string? old) => given is null ? old : given.Length == 0 ? null : given;
}
