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
        if (scope == ListScope.Everything)
        {
            return rows;
        }
        if (scope.DomainPath is { } subtree)
        {
            return rows.Where(row => db.Domains.Any(domain => domain.Id == row.DomainId && (domain.Path.StartsWith(subtree)
                || (row.AclType == NetworkRules.DomainAcl && row.SubdomainAccess && subtree.StartsWith(domain.Path)))));
        }
        var path = scope.AccountId is { } account
            ? await (from row in db.Accounts from domain in db.Domains.Where(domain => domain.Id == row.DomainId) where row.Id == account select domain.Path).FirstAsync(ct)
            : await db.Domains.Where(domain => domain.Id == scope.DomainId).Select(domain => domain.Path).FirstAsync(ct);
        return rows.Where(row => (row.AclType == NetworkRules.AccountAcl && (scope.AccountId == null ? row.DomainId == scope.DomainId : row.AccountId == scope.AccountId))
            || (row.AclType == NetworkRules.DomainAcl && db.Domains.Any(domain => domain.Id == row.DomainId
                && (domain.Path == path || (row.SubdomainAccess && path.StartsWith(domain.Path))))));
    }
}
