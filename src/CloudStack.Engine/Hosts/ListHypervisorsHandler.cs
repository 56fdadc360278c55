using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>The hypervisors that can be used; with a zone, those of its clusters.</summary>
internal sealed class ListHypervisorsHandler(AllowedHypervisors hypervisors) : IHandler<ListHypervisors, ListResult<Hypervisor>>
{
    public async Task<ListResult<Hypervisor>> HandleAsync(ListHypervisors command, CommandContext context, CancellationToken ct)
    {
        var zone = context.Row<ZoneRow>(command.ZoneId?.Value);
        var names = zone is null ? hypervisors.Names.Order(StringComparer.Ordinal).ToList() : await context.ReadAsync(db =>
            db.Clusters.Where(cluster => cluster.ZoneId == zone.Id && cluster.Removed.IsNotSet()).Select(cluster => cluster.Hypervisor).Distinct().OrderBy(name => name).ToListAsync(ct), ct);
        return new([.. names.Select(name => new Hypervisor { Name = name })], names.Count);
    }
}
