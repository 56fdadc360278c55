using CloudStack.Engine.Persistence;
using LinqToDB;

namespace CloudStack.Engine;

/// <summary>Compute and system offerings as clients see them.</summary>
internal static class ServiceOfferingViews
{
    /// <summary>The view of each row, as part of the query, by sort key.</summary>
    public static IQueryable<ServiceOffering> AsServiceOfferings(this IQueryable<ServiceOfferingRow> offerings, Db db, bool ascending)
    {
        var sign = ascending ? 1 : -1;
        return from offering in offerings
               from domain in db.Domains.Where(row => row.Id == offering.DomainId).DefaultIfEmpty()
               orderby offering.SortKey * sign, offering.Id
               select new ServiceOffering
               {
                   Id = new ServiceOfferingId(offering.Uuid),
                   Name = offering.Name,
                   DisplayText = offering.DisplayText,
                   CpuNumber = offering.Cpus,
                   CpuSpeed = offering.CpuMhz,
                   Memory = offering.MemoryMb,
                   Created = offering.Created,
                   StorageType = offering.UseLocalStorage ? "local" : "shared",
                   OfferHa = offering.HaEnabled,
                   LimitCpuUse = offering.LimitCpu,
                   Tags = offering.StorageTags,
                   DomainId = domain == null ? null : new DomainId(domain.Uuid),
                   Domain = domain == null ? null : domain.Name,
                   HostTags = offering.HostTag,
                   IsSystem = offering.IsSystem,
                   DefaultUse = offering.IsDefault,
                   SystemVmType = Sql.Lower(offering.SystemVmType),
                   NetworkRate = offering.RateMbps,
               };
    }
}
