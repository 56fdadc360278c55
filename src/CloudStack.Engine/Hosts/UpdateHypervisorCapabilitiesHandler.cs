using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

internal sealed class UpdateHypervisorCapabilitiesHandler(PlacementIndex placement) : IHandler<UpdateHypervisorCapabilities, HypervisorCapabilities>
{
    public async Task<HypervisorCapabilities> HandleAsync(UpdateHypervisorCapabilities command, CommandContext context, CancellationToken ct)
    {
        var named = context.Row<HypervisorCapabilitiesRow>(command.Id?.Value)
            ?? throw CloudStackException.Invalid("Give the id of a hypervisor capabilities entry; listHypervisorCapabilities shows them.");
        if (command.MaxGuestsLimit is < 0)
        {
            throw CloudStackException.Invalid($"maxguestslimit cannot be {command.MaxGuestsLimit}; it counts virtual machines.");
        }
        var (view, zones) = await context.WriteAsync(async db =>
        {
            var row = await db.HypervisorCapabilities.FirstAsync(entry => entry.Id == named.Id);
            row.MaxGuests = command.MaxGuestsLimit ?? row.MaxGuests;
            row.SecurityGroups = command.SecurityGroupEnabled ?? row.SecurityGroups;
            await db.UpdateVersionedAsync(row);
            return (await db.HypervisorCapabilities.Where(entry => entry.Id == row.Id).AsViews().FirstAsync(),
                await db.Zones.Where(zone => zone.Removed.IsNotSet()).Select(zone => zone.Id).ToListAsync());
        }, ct);
        zones.ForEach(placement.Invalidate);
        return view;
    }
}
