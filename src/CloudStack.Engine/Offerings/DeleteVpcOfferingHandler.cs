using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

internal sealed class DeleteVpcOfferingHandler : IHandler<DeleteVpcOffering, Success>
{
    public async Task<Success> HandleAsync(DeleteVpcOffering command, CommandContext context, CancellationToken ct)
    {
        var row = context.Row<VpcOfferingRow>(command.Id.Value);
        if (row.IsDefault)
        {
            throw CloudStackException.Invalid($"The VPC offering {row.Name} comes with the cloud and cannot be deleted. It can be disabled with updateVPCOffering.");
        }
        await context.WriteAsync(db => db.VpcOfferings.Where(offering => offering.Id == row.Id && offering.Removed.IsNotSet())
            .Set(offering => offering.Removed, context.Now)
            .Set(offering => offering.Version, offering => offering.Version + 1)
            .UpdateAsync(ct), ct);
        return Success.Done;
    }
}
