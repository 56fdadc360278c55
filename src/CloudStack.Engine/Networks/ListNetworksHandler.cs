using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

internal sealed class ListNetworksHandler(SettingsStore settings) : IHandler<ListNetworks, ListResult<Network>>
{
    public Task<ListResult<Network>> HandleAsync(ListNetworks command, CommandContext context, CancellationToken ct) =>
        context.ReadAsync(async db =>
        {
            var rows = await VisibleAsync(db.Networks.Where(row => row.Removed.IsNotSet()), db, command, context, ct);
            rows = NetworkFilters.Apply(rows, db, command, context);
            var items = rows.AsNetworks(db);
            if (command.CanUseForDeploy is { } usable)
            {
                items = items.Where(item => item.View.CanUseForDeploy == usable);
            }
            var page = await items.PageAsync(command.Page, command.PageSize, settings.Current.DefaultPageSize, context.Command.CountsAll, ct);
            return await page.CompleteAsync(db, context.Caller);
        }, ct);

    /// <summary>Networks that belong to accounts in the scope, and those of domains that can be used there.</summary>
    private static async Task<IQueryable<NetworkRow>> VisibleAsync(IQueryable<NetworkRow> rows, Db db, ListNetworks command, CommandContext context, CancellationToken ct)
    {
        var (caller, scope) = (context.Caller, context.Scope);
        if (!caller.IsRoot || (command.IsSystem is null && command.Id is null))
        {
            rows = rows.Where(row => !row.IsSystem);
        }
        else if (command.IsSystem is { } isSystem)
        {
            rows = rows.Where(row => row.IsSystem == isSystem);
            if (isSystem)
            {
                return rows;
            }
        }
        if (scope.MemberId is null && scope.AccountId is null)
        {
            return scope.Projects == ProjectThings.Only ? rows.Where(row => row.AclType == NetworkRules.AccountAcl).Within(scope, db)
                : await OfDomainsAsync(rows, db, scope, ct);
        }
        // An account's or a project's own, and those of domains that can be used in its domain.
        var account = scope.AccountId ?? caller.AccountId;
        var path = await (from row in db.Accounts from domain in db.Domains.Where(domain => domain.Id == row.DomainId) where row.Id == account select domain.Path).FirstAsync(ct);
        var own = rows.Where(row => row.AclType == NetworkRules.AccountAcl).Within(scope, db).Select(row => row.Id);
        return rows.Where(row => own.Contains(row.Id) || (row.AclType == NetworkRules.DomainAcl && db.Domains.Any(domain => domain.Id == row.DomainId
            && (domain.Path == path || (row.SubdomainAccess && path.StartsWith(domain.Path))))));
    }

    private static async Task<IQueryable<NetworkRow>> OfDomainsAsync(IQueryable<NetworkRow> rows, Db db, ListScope scope, CancellationToken ct)
    {
        if (scope.Projects == ProjectThings.None)
        {
            rows = rows.Where(row => row.AclType == NetworkRules.DomainAcl || !db.Projects.Any(project => project.AccountId == row.AccountId));
        }
        if (scope.DomainPath is { } subtree)
        {
            return rows.Where(row => db.Domains.Any(domain => domain.Id == row.DomainId && (domain.Path.StartsWith(subtree)
                || (row.AclType == NetworkRules.DomainAcl && row.SubdomainAccess && subtree.StartsWith(domain.Path)))));
        }
        if (scope.DomainId is not { } one)
        {
            return rows;
        }
        var path = await db.Domains.Where(domain => domain.Id == one).Select(domain => domain.Path).FirstAsync(ct);
        return rows.Where(row => (row.AclType == NetworkRules.AccountAcl && row.DomainId == one)
            || (row.AclType == NetworkRules.DomainAcl && db.Domains.Any(domain => domain.Id == row.DomainId
                && (domain.Path == path || (row.SubdomainAccess && path.StartsWith(domain.Path))))));
    }
}
