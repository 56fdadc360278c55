using LinqToDB;

namespace CloudStack.Engine;

internal sealed class DeleteDiskOfferingHandler : IHandler<DeleteDiskOffering, Success>
{
    public async Task<Success> HandleAsync(DeleteDiskOffering command, CommandContext context, CancellationToken ct)
    {
        var row = context.Row<DiskOfferingRow>(command.Id.Value);
        context.EventText = $"Successfully deleted the disk offering {row.Name}";
        return await context.WriteAsync(async db =>
        {
            await db.DiskOfferings.Where(offering => offering.Id == row.Id && offering.Removed.IsNotSet())
                .Set(offering => offering.Removed, context.Now)
                .Set(offering => offering.Version, offering => offering.Version + 1)
                .UpdateAsync();
            return Success.Done;
        }, ct);
    }
}
