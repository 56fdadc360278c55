using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

internal sealed class DeletePodHandler(EventLog events, PlacementIndex placement) : IHandler<DeletePod, Success>
{
    public async Task<Success> HandleAsync(DeletePod command, CommandContext context, CancellationToken ct)
    {
        var id = context.Row<PodRow>(command.Id.Value).Id;
        var zoneId = await context.WriteAsync(async db =>
        {
            var pod = await db.Pods.FirstAsync(row => row.Id == id);
            await RefuseAsync(pod, "private IP addresses in use", db.PodIps.CountAsync(row => row.PodId == id && row.Taken != null));
            await RefuseAsync(pod, "virtual machines", db.VirtualMachines.CountAsync(row => row.PodId == id && row.Removed.IsNotSet()));
            await RefuseAsync(pod, "volumes", db.Volumes.CountAsync(row => row.PodId == id && row.Removed.IsNotSet()));
            await RefuseAsync(pod, "hosts", db.Hosts.CountAsync(row => row.PodId == id && row.Removed.IsNotSet()));
            await RefuseAsync(pod, "clusters", db.Clusters.CountAsync(row => row.PodId == id && row.Removed.IsNotSet()));
            await RefuseAsync(pod, "public IP ranges", db.VlanIpRanges.CountAsync(row => row.PodId == id && row.Removed.IsNotSet()));
            await RefuseAsync(pod, "storage network IP ranges", db.StorageIpRanges.CountAsync(row => row.PodId == id && row.Removed.IsNotSet()));
            pod.Removed = context.Now;
            await db.UpdateVersionedAsync(pod);
            await db.PodIps.DeleteAsync(row => row.PodId == id);
            await Dedications.ForgetAsync(db, DedicationKind.Pod, id);
            await db.LinkLocalIps.DeleteAsync(row => row.PodId == id);
            await events.AddAsync(db, EventType.PodDelete, EventState.Completed, EventLevel.Info, $"Successfully deleted the pod {pod.Name}",
                context.Caller.UserId, context.Owner.AccountId, context.Owner.DomainId);
            return pod.ZoneId;
        }, ct);
        placement.Invalidate(zoneId);
        return Success.Done;
    }

    private static async Task RefuseAsync(PodRow pod, string what, Task<int> count)
    {
        if (await count is var left and > 0)
        {
            throw CloudStackException.Invalid($"The pod {pod.Name} cannot be deleted: it has {left} {what}. Remove them first.");
        }
    }
}
