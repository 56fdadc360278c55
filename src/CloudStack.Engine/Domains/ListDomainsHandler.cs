using LinqToDB;

namespace CloudStack.Engine;

internal sealed class ListDomainsHandler(SettingsStore settings) : IHandler<ListDomains, ListResult<Domain>>
{
    public Task<ListResult<Domain>> HandleAsync(ListDomains command, CommandContext context, CancellationToken ct) =>
        context.ReadAsync(db =>
        {
            var domains = db.Domains.Where(domain => domain.Removed.IsNotSet() && domain.State == DomainState.Active);
            if (command.Id is { } id)
            {
                domains = domains.Where(domain => domain.Uuid == id.Value);
            }
            else if (!context.Caller.IsRoot)
            {
                var (own, path) = (context.Caller.DomainId, context.Caller.DomainPath);
                domains = command.ListAll == true ? domains.Where(domain => domain.Path.StartsWith(path)) : domains.Where(domain => domain.Id == own);
            }
            if (command.Level is { } level)
            {
                domains = domains.Where(domain => domain.Level == level);
            }
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
