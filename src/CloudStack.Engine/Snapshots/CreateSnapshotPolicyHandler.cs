using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>4.1 tells no event for the command itself, and writes one all the same: whether a policy was made or changed.</summary>
internal sealed class CreateSnapshotPolicyHandler(IIdSource ids, SettingsStore settings, ResourceCounter limits, EventLog events)
    : IHandler<CreateSnapshotPolicy, SnapshotPolicy>
{
    public async Task<SnapshotPolicy> HandleAsync(CreateSnapshotPolicy command, CommandContext context, CancellationToken ct)
    {
        var volume = context.Row<VolumeRow>(command.VolumeId.Value);
        var interval = EnumParameter.Parse<SnapshotInterval>("intervaltype", command.IntervalType);
        var schedule = SnapshotSchedule.Parse(interval, command.Schedule);
        var zone = SnapshotTimeZones.Find(command.TimeZone);
        if (volume.State is VolumeState.Destroy or VolumeState.Destroying or VolumeState.Expunging)
        {
            throw CloudStackException.Invalid($"The volume {volume.Name} is deleted; no snapshots of it can be taken.");
        }
        var most = SnapshotPolicies.MostOf(interval, settings.Current);
        if (command.MaxSnaps < 1 || command.MaxSnaps > most)
        {
            throw CloudStackException.Invalid(
                $"maxsnaps cannot be {command.MaxSnaps}: at least 1, and at most {most} {interval.ToString().ToLowerInvariant()} snapshots are kept "
                + $"(setting snapshot.max.{interval.ToString().ToLowerInvariant()}).");
        }
        var uuid = ids.NewGuid();
        return await context.WriteAsync(async db =>
        {
            await CheckVmAsync(db, volume);
            if (!context.Caller.IsRoot)
            {
                await CheckLimitsAsync(db, volume, command.MaxSnaps);
            }
            var next = schedule.NextAfter(context.Now, zone);
            var changed = await db.SnapshotPolicies.Where(row => row.VolumeId == volume.Id && row.Interval == interval)
                .Set(row => row.Schedule, command.Schedule)
                .Set(row => row.TimeZone, command.TimeZone)
                .Set(row => row.MaxSnaps, command.MaxSnaps)
                .Set(row => row.NextRun, next)
                .UpdateAsync();
            if (changed == 0)
            {
                await db.InsertRowAsync(new SnapshotPolicyRow
                {
                    Uuid = uuid,
                    VolumeId = volume.Id,
                    Interval = interval,
                    Schedule = command.Schedule,
                    TimeZone = command.TimeZone,
                    MaxSnaps = command.MaxSnaps,
                    NextRun = next,
                    Created = context.Now,
                });
            }
            await events.AddAsync(db, changed == 0 ? EventType.SnapshotPolicyCreate : EventType.SnapshotPolicyUpdate, EventState.Completed, EventLevel.Info,
                $"Successfully completed {(changed == 0 ? "creating" : "updating")} snapshot policy of volume {volume.Name}", context.Caller.UserId, volume.AccountId, volume.DomainId);
            return await db.SnapshotPolicies.Where(row => row.VolumeId == volume.Id && row.Interval == interval).AsPolicies(db).FirstAsync();
        }, ct);
    }

    private static async Task CheckVmAsync(Db db, VolumeRow volume)
    {
        if (volume.VmId is { } id && await db.GetAsync<VirtualMachineRow>(id) is { Type: not "User" } vm)
        {
            throw CloudStackException.Invalid($"The volume {volume.Name} belongs to the system VM {vm.Name}; no snapshots of it are taken.");
        }
    }

    /// <summary>A policy that could never fill up is refused.</summary>
    private async Task CheckLimitsAsync(Db db, VolumeRow volume, int maxSnaps)
    {
        var number = (int)ResourceType.Snapshot;
        var owner = await Owner.ReadAsync(db, volume.AccountId);
        var own = await db.ResourceLimits.Where(row => row.Type == number && row.OwnerKind == OwnerKind.Account && row.OwnerId == owner.AccountId)
            .Select(row => (long?)row.Max).FirstOrDefaultAsync() ?? limits.DefaultLimit(ResourceType.Snapshot, owner.AccountType);
        var path = owner.DomainPath;
        var domains = await (from row in db.ResourceLimits
                             join domain in db.Domains on row.OwnerId equals domain.Id
                             where row.Type == number && row.OwnerKind == OwnerKind.Domain && domain.Id != Identity.RootDomainId && path.StartsWith(domain.Path)
                             select row.Max).ToListAsync();
        var least = domains.Append(own).Where(limit => limit >= 0).DefaultIfEmpty(long.MaxValue).Min();
        if (maxSnaps > least)
        {
            throw CloudStackException.Invalid($"maxsnaps {maxSnaps} is more than the {least} snapshots that the account {owner.AccountName} or its domain may have.");
        }
    }
}
