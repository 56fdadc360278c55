using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>
/// For one account or domain: a limit of every kind, whether it has a row of its own or not. For whole trees and everything: the limits that somebody has set.
/// </summary>
internal sealed class ListResourceLimitsHandler(ResourceCounter counter, SettingsStore settings) : IHandler<ListResourceLimits, ListResult<ResourceLimit>>
{
    public Task<ListResult<ResourceLimit>> HandleAsync(ListResourceLimits command, CommandContext context, CancellationToken ct)
    {
        IReadOnlyList<ResourceType> types = command.ResourceType is { } number ? [ResourceTypes.Parse(number)] : Enum.GetValues<ResourceType>();
        return context.ReadAsync(async db =>
        {
            var scope = context.Scope;
            if (command.Id is null && command.Keyword is null && scope.AccountId is { } account)
            {
                return await PageAsync(await OfAccountAsync(db, account, types));
            }
            if (command.Id is null && command.Keyword is null && scope is { DomainId: { } domain, Projects: not ProjectThings.Only })
            {
                return await PageAsync(await OfDomainAsync(db, domain, types));
            }
            return await SetOnes(db, command, scope, types).PageAsync(command, context, settings.Current.DefaultPageSize, ct);
        }, ct);

        Task<ListResult<ResourceLimit>> PageAsync(List<ResourceLimit> limits) =>
            limits.AsQueryable().PageAsync(command, context, settings.Current.DefaultPageSize, ct);
    }

    private async Task<List<ResourceLimit>> OfAccountAsync(Db db, long id, IReadOnlyList<ResourceType> types)
    {
        var (account, domain) = await (from row in db.Accounts
                                       join owner in db.Domains on row.DomainId equals owner.Id
                                       where row.Id == id
                                       select new ValueTuple<AccountRow, DomainRow>(row, owner)).FirstAsync();
        var own = await db.ResourceLimits.Where(row => row.OwnerKind == OwnerKind.Account && row.OwnerId == id).ToDictionaryAsync(row => row.Type, row => row.Max);
        var project = account.Type == AccountType.Project ? await db.Projects.FirstOrDefaultAsync(row => row.AccountId == id) : null;
        return [.. types.Select(type => View(account.Name, project, domain, type,
            account.Type != AccountType.Admin && own.TryGetValue((int)type, out var max) ? max : counter.DefaultLimit(type, account.Type)))];
    }

    /// <summary>What is shown for a domain without a row is the limit of the nearest one above that has one.</summary>
    private static async Task<List<ResourceLimit>> OfDomainAsync(Db db, long id, IReadOnlyList<ResourceType> types)
    {
        var domain = await db.Domains.FirstAsync(row => row.Id == id);
        var rows = await (from row in db.Domains
                          join limit in db.ResourceLimits on row.Id equals limit.OwnerId
                          where domain.Path.StartsWith(row.Path) && limit.OwnerKind == OwnerKind.Domain && (row.Id != Identity.RootDomainId || row.Id == id)
                          orderby row.Level descending
                          select new { limit.Type, limit.Max }).ToListAsync();
        return [.. types.Select(type => View(null, null, domain, type, rows.FirstOrDefault(row => row.Type == (int)type)?.Max ?? -1))];
    }

    private static ResourceLimit View(string? account, ProjectRow? project, DomainRow domain, ResourceType type, long max) => new()
    {
        Account = project is null ? account : null,
        ProjectId = project is null ? null : new ProjectId(project.Uuid),
        Project = project?.Name,
        DomainId = new DomainId(domain.Uuid),
        Domain = domain.Name,
        ResourceType = ResourceTypes.Text((int)type),
        Max = max,
    };

    private static IQueryable<ResourceLimit> SetOnes(Db db, ListResourceLimits command, ListScope scope, IReadOnlyList<ResourceType> types)
    {
        var numbers = types.Select(type => (int)type).ToArray();
        var rows = from limit in db.ResourceLimits
                   from account in db.Accounts.Where(row => limit.OwnerKind == OwnerKind.Account && row.Id == limit.OwnerId).DefaultIfEmpty()
                   from domain in db.Domains.Where(row => row.Id == (limit.OwnerKind == OwnerKind.Domain ? limit.OwnerId : account.DomainId))
                   from project in db.Projects.Where(row => limit.OwnerKind == OwnerKind.Account && row.AccountId == limit.OwnerId).DefaultIfEmpty()
                   where numbers.Contains(limit.Type)
                   select new { limit, account, domain, project };
        if (command.Id is { } id)
        {
            rows = rows.Where(row => row.limit.Id == id);
        }
        if (command.Keyword is { } keyword)
        {
            rows = rows.Where(row => row.account.Name.Contains(keyword) || row.project.Name.Contains(keyword) || row.domain.Name.Contains(keyword));
        }
        if (scope is { AccountId: { } accountId, MemberId: null })
        {
            rows = rows.Where(row => row.account.Id == accountId);
        }
        else if (scope.DomainId is { } domainId)
        {
            rows = rows.Where(row => row.domain.Id == domainId);
        }
        else if (scope.DomainPath is { } path)
        {
            rows = rows.Where(row => row.domain.Path.StartsWith(path));
        }
        if (scope.MemberId is { } member)
        {
            rows = rows.Where(row => db.ProjectAccounts.Any(found => found.ProjectId == row.project.Id && found.AccountId == member)
                || (scope.AccountId != null && row.account.Id == scope.AccountId));
        }
        else if (scope.AccountId is null && scope.Projects != ProjectThings.Too)
        {
            rows = scope.Projects == ProjectThings.Only ? rows.Where(row => row.project != null) : rows.Where(row => row.project == null);
        }
        return rows.OrderBy(row => row.limit.Id).Select(row => new ResourceLimit
        {
            Account = row.project == null ? row.account.Name : null,
            ProjectId = row.project == null ? null : new ProjectId(row.project.Uuid),
            Project = row.project == null ? null : row.project.Name,
            DomainId = new DomainId(row.domain.Uuid),
            Domain = row.domain.Name,
            ResourceType = row.limit.Type.ToString(),
            Max = row.limit.Max,
        });
    }
}
