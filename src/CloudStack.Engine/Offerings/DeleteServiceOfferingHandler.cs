using LinqToDB;

namespace CloudStack.Engine;

internal sealed class DeleteServiceOfferingHandler : IHandler<DeleteServiceOffering, Success>
{
    public async Task<Success> HandleAsync(DeleteServiceOffering command, CommandContext context, CancellationToken ct)
    {
        var row = context.Row<ServiceOfferingRow>(command.Id.Value);
        if (row.IsDefault)
        {
            throw CloudStackException.Invalid($"The service offering {row.Name} is what system VMs get by default; it cannot be deleted.");
        }
        context.EventText = $"Successfully deleted the service offering {row.Name}";
        return await context.WriteAsync(async db =>
        {
            await db.ServiceOfferings.Where(offering => offering.Id == row.Id && offering.Removed.IsNotSet())
                .Set(offering => offering.Removed, context.Now)
                .Set(offering => offering.Version, offering => offering.Version + 1)
                .UpdateAsync();
            return Success.Done;
        }, ct);
    }
}
