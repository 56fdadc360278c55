using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Marks the network so that no VM comes onto it, has its elements let go of it, and then removes it. May be repeated at any point.</summary>
internal sealed class DeleteNetworkHandler(NetworkOrchestrator orchestrator, NetworkElementGateway elements, ResourceCounter counter) : IHandler<DeleteNetwork, Success>
{
    public async Task<Success> HandleAsync(DeleteNetwork command, CommandContext context, CancellationToken ct)
    {
        var network = context.Row<NetworkRow>(command.Id.Value);
        if (network.IsSystem)
        {
            throw CloudStackException.Invalid($"The network for {network.TrafficType} traffic belongs to its zone and goes with it.");
        }
        if (!await context.Database.WriteAsync(db => MarkAsync(db, network), ct))
        {
            return new Success();
        }
        await elements.RemoveAsync(network.Id, ct);
        await context.WriteAsync(db => RemoveAsync(db, network, context), ct);
        return new Success();
    }

    /// <returns>False when it is gone already.</returns>
    private static async Task<bool> MarkAsync(Db db, NetworkRow network)
    {
        var marked = await db.Networks.Where(row => row.Id == network.Id && row.Removed.IsNotSet())
            .Set(row => row.State, NetworkState.Destroy)
            .Set(row => row.Version, row => row.Version + 1)
            .UpdateAsync();
        var vm = await (from nic in db.Nics
                        from row in db.VirtualMachines.Where(row => row.Id == nic.VmId)
                        where nic.NetworkId == network.Id
                        select row).FirstOrDefaultAsync();
        return vm is null ? marked == 1 : throw CloudStackException.Invalid(
            $"The network {network.Name} has the VM {vm.Name} ({vm.Uuid}, {vm.State}). Destroy and expunge its VMs first.");
    }

    private async Task RemoveAsync(Db db, NetworkRow network, CommandContext context)
    {
        var removed = await db.Networks.Where(row => row.Id == network.Id && row.Removed.IsNotSet())
            .Set(row => row.Removed, context.Now)
            .Set(row => row.Version, row => row.Version + 1)
            .UpdateAsync();
        if (removed == 0)
        {
            return;
        }
        var ranges = await db.VlanIpRanges.Where(row => row.NetworkId == network.Id && row.Removed.IsNotSet()).Select(row => row.Id).ToListAsync();
        await IpRanges.DeleteAsync(db, ranges, context.Now);
        await orchestrator.ReleaseVlanAsync(db, network, context.Caller.UserId);
        await db.ResourceTags.DeleteAsync(tag => tag.ResourceType == "Network" && tag.ResourceId == network.Id);
        var specifiesVlan = await db.NetworkOfferings.Where(row => row.Id == network.NetworkOfferingId).Select(row => row.SpecifyVlan).FirstOrDefaultAsync();
        if (network.AclType == NetworkRules.AccountAcl && !specifiesVlan)
        {
            await counter.GiveBackAsync(db, network.AccountId, network.DomainId, ResourceType.Network);
        }
    }
}
