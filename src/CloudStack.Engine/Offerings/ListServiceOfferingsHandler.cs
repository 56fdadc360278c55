using CloudStack.Engine.Persistence;
using LinqToDB.Async;

namespace CloudStack.Engine;

internal sealed class ListServiceOfferingsHandler(SettingsStore settings) : IHandler<ListServiceOfferings, ListResult<ServiceOffering>>
{
    public Task<ListResult<ServiceOffering>> HandleAsync(ListServiceOfferings command, CommandContext context, CancellationToken ct)
    {
        var isSystem = command.IsSystem == true;
        if (isSystem && !context.Caller.IsRoot)
        {
            throw CloudStackException.Denied("Only root administrators may list system offerings.");
        }
        return context.ReadAsync(async db =>
        {
            var domain = context.Row<DomainRow>(command.DomainId?.Value);
            await OfferingQueries.CheckDomainAsync(db, context.Caller, domain);
            var offerings = Filter(db.ServiceOfferings.Where(row => row.Removed.IsNotSet() && row.IsSystem == isSystem), command, domain);
            if (!context.Caller.IsRoot)
            {
                var reaching = db.ReachingDomains(context.Caller);
                offerings = offerings.Where(row => row.DomainId == null || reaching.Contains(row.DomainId.Value));
            }
            if (context.Row<VirtualMachineRow>(command.VirtualMachineId?.Value) is { } vm)
            {
                await AccessPolicy.CheckAsync(db, context.Caller, vm, AccessType.Use, "virtual machine");
                offerings = await ThatFitAsync(db, offerings, vm, ct);
            }
            return await offerings.AsServiceOfferings(db, settings.Current.SortKeyAlgorithm).PageAsync(command, context, settings.Current.DefaultPageSize, ct);
        }, ct);
    }

    private static IQueryable<ServiceOfferingRow> Filter(IQueryable<ServiceOfferingRow> offerings, ListServiceOfferings command, DomainRow? domain)
    {
        if (command.Id is { } id)
        {
            offerings = offerings.Where(row => row.Uuid == id.Value);
        }
        if (command.Name is { } name)
        {
            offerings = offerings.Where(row => row.Name == name);
        }
        if (command.Keyword is { } keyword)
        {
            offerings = offerings.Where(row => row.Name.Contains(keyword) || row.DisplayText.Contains(keyword));
        }
        if (domain is not null)
        {
            offerings = offerings.Where(row => row.DomainId == domain.Id);
        }
        if (command.SystemVmType is { } type)
        {
            var lowered = type.ToLowerInvariant();
            offerings = offerings.Where(row => LinqToDB.Sql.Lower(row.SystemVmType) == lowered);
        }
        return offerings;
    }

    /// <summary>
    /// Offerings that a VM can change to: another one, disks on the same kind of storage, at least the storage tags of now, and for the owner's domain.
    /// </summary>
    private static async Task<IQueryable<ServiceOfferingRow>> ThatFitAsync(Db db, IQueryable<ServiceOfferingRow> offerings, VirtualMachineRow vm, CancellationToken ct)
    {
        var now = await db.ServiceOfferings.FirstAsync(row => row.Id == vm.ServiceOfferingId, ct);
        var owner = await db.Domains.Where(row => row.Id == vm.DomainId).Select(row => row.Path).FirstAsync(ct);
        offerings = offerings.Where(row => row.Id != now.Id && row.UseLocalStorage == now.UseLocalStorage
            && (row.DomainId == null || db.Domains.Any(domain => domain.Id == row.DomainId && owner.StartsWith(domain.Path))));
        foreach (var tag in now.StorageTags?.Split(',') ?? [])
        {
            var between = $",{tag},";
            offerings = offerings.Where(row => ("," + row.StorageTags + ",").Contains(between));
        }
        return offerings;
    }
}
