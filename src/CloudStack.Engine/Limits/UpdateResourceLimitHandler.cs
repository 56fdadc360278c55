using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

internal sealed class UpdateResourceLimitHandler : IHandler<UpdateResourceLimit, ResourceLimit>
{
    public async Task<ResourceLimit> HandleAsync(UpdateResourceLimit command, CommandContext context, CancellationToken ct)
    {
        var type = ResourceTypes.Parse(command.ResourceType);
        var max = command.Max ?? -1;
        if (max < -1)
        {
            throw CloudStackException.Invalid($"max cannot be {max}; it is 0 or more, or -1 for no limit.");
        }
        if (command.Account is null && command.DomainId is null && command.ProjectId is null)
        {
            throw CloudStackException.Invalid("Say whose limit it is: give projectid, or domainid, and account too where it is that of an account.");
        }
        var caller = context.Caller;
        var project = context.Row<ProjectRow>(command.ProjectId?.Value);
        return await context.WriteAsync(async db =>
        {
            var domainId = project?.DomainId ?? context.Row<DomainRow>(command.DomainId?.Value)?.Id ?? caller.DomainId;
            var domain = await db.Domains.FirstAsync(row => row.Id == domainId);
            if (project is not null)
            {
                Owner.CheckOne(command.Account);
                await AccessPolicy.CheckAsync(db, caller, project, AccessType.Modify, "project");
                await SetAsync(db, OwnerKind.Account, project.AccountId, (int)type, max);
            }
            else if (command.Account is null)
            {
                await CheckDomainAsync(db, caller, domain, type, max);
                await SetAsync(db, OwnerKind.Domain, domain.Id, (int)type, max);
            }
            else
            {
                var account = await AccountRules.FindAsync(db, caller, command.Account, domain.Id, domain.Name, AccessType.Modify);
                CheckAccount(caller, account, max);
                await SetAsync(db, OwnerKind.Account, account.Id, (int)type, max);
            }
            return new ResourceLimit
            {
                Account = command.Account,
                ProjectId = command.ProjectId,
                Project = project?.Name,
                DomainId = new DomainId(domain.Uuid),
                Domain = domain.Name,
                ResourceType = ResourceTypes.Text((int)type),
                Max = max,
            };
        }, ct);
    }

    private static void CheckAccount(Identity caller, AccountRow account, long max)
    {
        if (account.Id == Identity.SystemAccountId)
        {
            throw CloudStackException.Invalid("The account system belongs to the cloud itself and has no limits.");
        }
        if (account.Type == AccountType.Admin && max != -1)
        {
            throw CloudStackException.Invalid($"{account.Name} is a root administrator, who has no limits: only -1 can be set.");
        }
        if (account.Id == caller.AccountId && !caller.IsRoot)
        {
            throw CloudStackException.Denied($"{caller.AccountName} may not change the limits of its own account; an administrator above it may.");
        }
    }

    private static async Task CheckDomainAsync(Db db, Identity caller, DomainRow domain, ResourceType type, long max)
    {
        if (domain.Id == caller.DomainId && !caller.IsRoot)
        {
            throw CloudStackException.Denied($"{caller.AccountName} may not change the limits of its own domain {domain.Name}; an administrator above it may.");
        }
        if (domain.ParentId is not { } parent)
        {
            return;
        }
        var path = await db.Domains.Where(row => row.Id == parent).Select(row => row.Path).FirstAsync();
        var number = (int)type;
        var above = await (from row in db.Domains
                           join limit in db.ResourceLimits on row.Id equals limit.OwnerId
                           where path.StartsWith(row.Path) && limit.OwnerKind == OwnerKind.Domain && limit.Type == number && row.Id != Identity.RootDomainId
                           orderby row.Level descending
                           select new { row.Name, limit.Max }).FirstOrDefaultAsync();
        if (above is { Max: >= 0 } && max > above.Max)
        {
            throw CloudStackException.Invalid($"The domain {above.Name} above {domain.Name} has a limit of {above.Max} {ResourceCounter.Plural(type)}; {max} is more than that.");
        }
    }

    private static async Task SetAsync(Db db, OwnerKind kind, long owner, int type, long max)
    {
        if (await db.ResourceLimits.Where(row => row.OwnerKind == kind && row.OwnerId == owner && row.Type == type).Set(row => row.Max, max).UpdateAsync() == 0)
        {
            await db.InsertAsync(new ResourceLimitRow { OwnerKind = kind, OwnerId = owner, Type = type, Max = max });
        }
    }
}
