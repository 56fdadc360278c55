using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

internal sealed class UpdateNetworkOfferingHandler : IHandler<UpdateNetworkOffering, NetworkOffering>
{
    public Task<NetworkOffering> HandleAsync(UpdateNetworkOffering command, CommandContext context, CancellationToken ct)
    {
        if (command.Id is not { } id)
        {
            throw CloudStackException.Invalid("updateNetworkOffering needs the parameter id.");
        }
        var availability = NetworkOfferingAvailability.Parse(command.Availability);
        var state = EnumParameter.ParseOptional<OfferingState>("state", command.State);
        return context.WriteAsync(async db =>
        {
            var row = await db.NetworkOfferings.FirstAsync(offering => offering.Uuid == id.Value, ct);
            if (row.IsSystemOnly)
            {
                throw CloudStackException.Invalid($"The network offering {row.Name} is for system use and cannot be changed.");
            }
            (row.Name, row.DisplayText) = (command.Name ?? row.Name, command.DisplayText ?? row.DisplayText);
            (row.SortKey, row.State, row.Availability) = (command.SortKey ?? row.SortKey, state ?? row.State, availability ?? row.Availability);
            if (command.Name is not null && await db.NetworkOfferings.AnyAsync(other => other.Id != row.Id && other.Name == row.Name && other.Removed.IsNotSet(), ct))
            {
                throw CloudStackException.Invalid($"There is a network offering with the name {row.Name} already. Choose another name.");
            }
            if (availability is not null)
            {
                await NetworkOfferingAvailability.CheckAsync(db, row,
                    await db.NetworkOfferingServices.AnyAsync(service => service.NetworkOfferingId == row.Id && service.Service == "SourceNat", ct));
            }
            await db.UpdateVersionedAsync(row, ct);
            return await NetworkOfferingViews.ReadAsync(db, row.Id);
        }, ct);
    }
}
