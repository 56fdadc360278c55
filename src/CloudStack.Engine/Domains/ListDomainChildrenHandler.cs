using LinqToDB;

namespace CloudStack.Engine;

internal sealed class ListDomainChildrenHandler(SettingsStore settings) : IHandler<ListDomainChildren, ListResult<Domain>>
{
    public Task<ListResult<Domain>> HandleAsync(ListDomainChildren command, CommandContext context, CancellationToken ct) =>
        context.ReadAsync(db =>
        {
            var above = context.Row<DomainRow>(command.Id?.Value);
            var (parent, path) = above is null ? (context.Caller.DomainId, context.Caller.DomainPath) : (above.Id, above.Path);
            var domains = db.Domains.Where(domain => domain.Removed.IsNotSet() && domain.State == DomainState.Active);
            domains = command.IsRecursive == true || (above is null && command.ListAll == true)
                ? domains.Where(domain => domain.Path.StartsWith(path) && domain.Id != parent)
                : domains.Where(domain => domain.ParentId == parent);
            if (command.Name is { } name)
            {
                domains = domains.Where(domain => domain.Name == name);
            }
            if (command.Keyword is { } keyword)
            {
                domains = domains.Where(domain => domain.Name.Contains(keyword));
            }
            return domains.AsDomains(db).PageAsync(command, context, settings.Current.DefaultPageSize, ct);
        }, ct);
}
