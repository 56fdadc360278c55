using LinqToDB.Async;

namespace CloudStack.Engine;

internal sealed class UpdateDiskOfferingHandler : IHandler<UpdateDiskOffering, DiskOffering>
{
    public async Task<DiskOffering> HandleAsync(UpdateDiskOffering command, CommandContext context, CancellationToken ct)
    {
        var found = context.Row<DiskOfferingRow>(command.Id.Value);
        var name = command.Name is null ? null : OfferingParameter.Text("name", command.Name);
        var text = command.DisplayText is null ? null : OfferingParameter.Text("displaytext", command.DisplayText);
        context.EventText = $"Successfully updated the disk offering {name ?? found.Name}";
        return await context.WriteAsync(async db =>
        {
            var row = await db.DiskOfferings.FirstOrDefaultAsync(offering => offering.Id == found.Id && offering.Removed.IsNotSet())
                ?? throw CloudStackException.Invalid($"The disk offering {found.Name} was deleted meanwhile.");
            row.Name = name ?? row.Name;
            row.DisplayText = text ?? row.DisplayText;
            row.SortKey = command.SortKey ?? row.SortKey;
            await db.UpdateVersionedAsync(row);
            return await db.DiskOfferings.Where(offering => offering.Id == row.Id).AsDiskOfferings(db, ascending: true).FirstAsync();
        }, ct);
    }
}
