using LinqToDB.Async;

namespace CloudStack.Engine;

internal sealed class UpdateServiceOfferingHandler : IHandler<UpdateServiceOffering, ServiceOffering>
{
    public async Task<ServiceOffering> HandleAsync(UpdateServiceOffering command, CommandContext context, CancellationToken ct)
    {
        var found = context.Row<ServiceOfferingRow>(command.Id.Value);
        var name = command.Name is null ? null : OfferingParameter.Text("name", command.Name);
        var text = command.DisplayText is null ? null : OfferingParameter.Text("displaytext", command.DisplayText);
        context.EventText = $"Successfully updated the service offering {name ?? found.Name}";
        return await context.WriteAsync(async db =>
        {
            var row = await db.ServiceOfferings.FirstOrDefaultAsync(offering => offering.Id == found.Id && offering.Removed.IsNotSet())
                ?? throw CloudStackException.Invalid($"The service offering {found.Name} was deleted meanwhile.");
            row.Name = name ?? row.Name;
            row.DisplayText = text ?? row.DisplayText;
            row.SortKey = command.SortKey ?? row.SortKey;
            await db.UpdateVersionedAsync(row);
            return await db.ServiceOfferings.Where(offering => offering.Id == row.Id).AsServiceOfferings(db, ascending: true).FirstAsync();
        }, ct);
    }
}
