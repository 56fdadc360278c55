using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

internal sealed class UpdateVpcOfferingHandler : IHandler<UpdateVpcOffering, VpcOffering>
{
    public Task<VpcOffering> HandleAsync(UpdateVpcOffering command, CommandContext context, CancellationToken ct)
    {
        if (command.Id is not { } id)
        {
            throw CloudStackException.Invalid("updateVPCOffering needs the parameter id.");
        }
        AccountRules.CheckNotBlank("name", command.Name);
        var state = EnumParameter.ParseOptional<OfferingState>("state", command.State);
        return context.WriteAsync(async db =>
        {
            var row = await db.VpcOfferings.FirstAsync(offering => offering.Uuid == id.Value, ct);
            if (command.Name is { } name)
            {
                await VpcOfferingViews.CheckNameAsync(db, name, row.Id);
            }
            (row.Name, row.DisplayText, row.State) = (command.Name ?? row.Name, command.DisplayText ?? row.DisplayText, state ?? row.State);
            await db.UpdateVersionedAsync(row, ct);
            return await VpcOfferingViews.ReadAsync(db, row.Id);
        }, ct);
    }
}
