using CloudStack.Engine.Persistence;

namespace CloudStack.Engine;

/// <summary>Disk offerings as clients see them.</summary>
internal static class DiskOfferingViews
{
    /// <summary>The view of each row, as part of the query, by sort key.</summary>
    public static IQueryable<DiskOffering> AsDiskOfferings(this IQueryable<DiskOfferingRow> offerings, Db db, bool ascending)
    {
        var sign = ascending ? 1 : -1;
        return from offering in offerings
               from domain in db.Domains.Where(row => row.Id == offering.DomainId).DefaultIfEmpty()
               orderby offering.SortKey * sign, offering.Id
               select new DiskOffering
               {
                   Id = new DiskOfferingId(offering.Uuid),
                   DomainId = domain == null ? null : new DomainId(domain.Uuid),
                   Domain = domain == null ? null : domain.Name,
                   Name = offering.Name,
                   DisplayText = offering.DisplayText,
                   DiskSize = offering.SizeBytes / OfferingParameter.GiB,
                   Created = offering.Created,
                   IsCustomized = offering.IsCustom,
                   Tags = offering.StorageTags,
                   StorageType = offering.UseLocalStorage ? "local" : "shared",
               };
    }
}
