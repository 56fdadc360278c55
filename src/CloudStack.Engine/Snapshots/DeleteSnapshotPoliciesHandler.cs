using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

internal sealed class DeleteSnapshotPoliciesHandler(EventLog events) : IHandler<DeleteSnapshotPolicies, Success>
{
    public Task<Success> HandleAsync(DeleteSnapshotPolicies command, CommandContext context, CancellationToken ct)
    {
        IReadOnlyList<SnapshotPolicyId> named = (command.Id, command.Ids) switch
        {
            ({ } id, null) => [id],
            (null, { Count: > 0 } several) => several,
            (not null, not null) => throw CloudStackException.Invalid("Give id or ids, not both."),
            _ => throw CloudStackException.Invalid("deleteSnapshotPolicies needs the parameter id or ids."),
        };
        var policies = named.Select(id => context.Row<SnapshotPolicyRow>(id.Value)).DistinctBy(row => row.Id).ToList();
        return context.WriteAsync(async db =>
        {
            var volumes = await db.ByIdsAsync<VolumeRow>([.. policies.Select(policy => policy.VolumeId)], ct);
            foreach (var volume in volumes.Values)
            {
                await AccessPolicy.CheckAsync(db, context.Caller, volume, AccessType.Modify, "volume");
            }
            var numbers = policies.Select(policy => policy.Id).ToArray();
            await db.SnapshotPolicies.DeleteAsync(row => numbers.Contains(row.Id));
            foreach (var volume in policies.Select(policy => volumes[policy.VolumeId]))
            {
                await events.AddAsync(db, EventType.SnapshotPolicyDelete, EventState.Completed, EventLevel.Info,
                    $"Successfully completed deleting snapshot policy of volume {volume.Name}", context.Caller.UserId, volume.AccountId, volume.DomainId);
            }
            return Success.Done;
        }, ct);
    }
}
