using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

internal sealed class ListHostsHandler(SettingsStore settings, HostViews views, MigrationTargets targets) : IHandler<ListHosts, ListResult<Host>>
{
    public Task<ListResult<Host>> HandleAsync(ListHosts command, CommandContext context, CancellationToken ct)
    {
        var details = Details(command.Details);
        var vm = context.Row<VirtualMachineRow>(command.VirtualMachineId?.Value);
        return context.ReadAsync(async db =>
        {
            var hosts = Filter(db.Hosts.Where(host => host.Removed.IsNotSet()), command, context);
            if (vm is not null)
            {
                hosts = MigrationTargets.Of(hosts, vm);
            }
            var page = await hosts.OrderBy(host => host.Id).PageAsync(HostViews.Parts, command, context, settings.Current.DefaultPageSize, ct);
            var list = page.Map(parts => views.View(parts, details));
            return vm is null ? list : await targets.JudgeAsync(db, vm, page, list);
        }, ct);
    }

    private IQueryable<HostRow> Filter(IQueryable<HostRow> hosts, ListHosts command, CommandContext context)
    {
        if (command.Id is { } id)
        {
            hosts = hosts.Where(host => host.Uuid == id.Value);
        }
        if (command.Name is { } name)
        {
            hosts = hosts.Where(host => host.Name == name);
        }
        if (command.Keyword is { } keyword)
        {
            hosts = hosts.Where(host => host.Name.Contains(keyword) || host.Type.Contains(keyword));
        }
        if (command.Type is { } type)
        {
            hosts = hosts.Where(host => host.Type == type);
        }
        if (context.Row<ZoneRow>(command.ZoneId?.Value) is { } zone)
        {
            hosts = hosts.Where(host => host.ZoneId == zone.Id);
        }
        if (context.Row<PodRow>(command.PodId?.Value) is { } pod)
        {
            hosts = hosts.Where(host => host.PodId == pod.Id);
        }
        if (context.Row<ClusterRow>(command.ClusterId?.Value) is { } cluster)
        {
            hosts = hosts.Where(host => host.ClusterId == cluster.Id);
        }
        if (EnumParameter.ParseOptional<HostStatus>("state", command.State) is { } state)
        {
            hosts = hosts.Where(host => host.Status == state);
        }
        if (EnumParameter.ParseOptional<HostResourceState>("resourcestate", command.ResourceState) is { } resourceState)
        {
            hosts = hosts.Where(host => host.ResourceState == resourceState);
        }
        return command.HaHost is { } ha ? WithTag(hosts, settings.Current.HaTag, ha) : hosts;
    }

    private static IQueryable<HostRow> WithTag(IQueryable<HostRow> hosts, string? tag, bool wanted)
    {
        if (string.IsNullOrEmpty(tag))
        {
            return wanted ? hosts.Where(host => false) : hosts;
        }
        var part = $",{tag},";
        return wanted
            ? hosts.Where(host => host.Tags != null && ("," + host.Tags + ",").Contains(part))
            : hosts.Where(host => host.Tags == null || !("," + host.Tags + ",").Contains(part));
    }

    private static HostDetails Details(IReadOnlyList<string>? names)
    {
        if (names is null or { Count: 0 })
        {
            return HostDetails.All;
        }
        var details = HostDetails.Min;
        foreach (var name in names)
        {
            details |= EnumParameter.Parse<HostDetails>("details", name);
        }
        return details;
    }
}
