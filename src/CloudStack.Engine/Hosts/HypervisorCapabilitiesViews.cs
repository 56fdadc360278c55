namespace CloudStack.Engine;

/// <summary>Limits of hypervisor versions as clients see them.</summary>
internal static class HypervisorCapabilitiesViews
{
    public static IQueryable<HypervisorCapabilities> AsViews(this IQueryable<HypervisorCapabilitiesRow> rows) =>
        from row in rows
        orderby row.Id
        select new HypervisorCapabilities
        {
            Id = new HypervisorCapabilitiesId(row.Uuid),
            Hypervisor = row.Hypervisor,
            HypervisorVersion = row.HypervisorVersion,
            MaxGuestsLimit = row.MaxGuests,
            SecurityGroupEnabled = row.SecurityGroups,
        };
}
