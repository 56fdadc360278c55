using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

internal sealed class DeleteStorageNetworkIpRangeHandler : IHandler<DeleteStorageNetworkIpRange, Success>
{
    public Task<Success> HandleAsync(DeleteStorageNetworkIpRange command, CommandContext context, CancellationToken ct) =>
        context.WriteAsync(async db =>
        {
            var row = context.Row<StorageIpRangeRow>(command.Id.Value);
            await StorageIpRanges.ClearAsync(db, row);
            await db.StorageIpRanges.Where(range => range.Id == row.Id && range.Removed.IsNotSet())
                .Set(range => range.Removed, context.Now)
                .Set(range => range.Version, range => range.Version + 1)
                .UpdateAsync(ct);
            return new Success();
        }, ct);
}
