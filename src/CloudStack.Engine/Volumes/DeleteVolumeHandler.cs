using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Deletes a detached volume: its row at once, its bytes on the pool by a job that goes on by itself.</summary>
internal sealed class DeleteVolumeHandler(ResourceCounter limits, Dispatcher dispatcher) : IHandler<DeleteVolume, Success>
{
    public async Task<Success> HandleAsync(DeleteVolume command, CommandContext context, CancellationToken ct)
    {
        var volume = context.Row<VolumeRow>(command.Id.Value);
        if (volume.VmId is not null)
        {
            throw CloudStackException.Invalid($"The volume {volume.Name} is attached to a virtual machine. Detach it first.");
        }
        if (volume.State is not (VolumeState.Allocated or VolumeState.Ready or VolumeState.Uploaded))
        {
            throw CloudStackException.Invalid($"The volume {volume.Name} cannot be deleted: it is {volume.State}.");
        }
        await context.WriteAsync(async db =>
        {
            var changed = await db.Volumes.Where(row => row.Id == volume.Id && row.VmId == null && row.State == volume.State && row.Removed.IsNotSet())
                .Set(row => row.State, VolumeState.Destroy)
                .Set(row => row.Updated, context.Now)
                .UpdateAsync();
            if (changed != 1)
            {
                throw new ConflictException(nameof(VolumeRow), volume.Id);
            }
            await limits.GiveBackAsync(db, volume.AccountId, volume.DomainId, ResourceType.Volume);
            await ResourceTagRows.RemoveAsync(db, "Volume", volume.Id);
            await SnapshotPolicies.RemoveOfAsync(db, volume.Id);
        }, ct);
        try
        {
            await dispatcher.StartAsync(new ExpungeVolume(command.Id), Caller.System, ct);
        }
        catch (CloudStackException)
        {
            // The volume cleanup was quicker, or takes it up.
        }
        return Success.Done;
    }
}
