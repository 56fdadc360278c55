using CloudStack.Engine.Persistence;

namespace CloudStack.Engine;

/// <summary>Reservations as clients see them.</summary>
internal static class CapacityReservationViews
{
    public static IQueryable<CapacityReservation> AsReservations(this IQueryable<CapacityReservationRow> reservations, Db db) =>
        from reservation in reservations
        join account in db.Accounts on reservation.AccountId equals account.Id
        join domain in db.Domains on reservation.DomainId equals domain.Id
        join zone in db.Zones on reservation.ZoneId equals zone.Id
        join host in db.Hosts on reservation.HostId equals host.Id
        join offering in db.ServiceOfferings on reservation.ServiceOfferingId equals offering.Id
        select new CapacityReservation
        {
            Id = new CapacityReservationId(reservation.Uuid),
            Account = account.Name,
            DomainId = new DomainId(domain.Uuid),
            Domain = domain.Name,
            ZoneId = new ZoneId(zone.Uuid),
            ZoneName = zone.Name,
            HostId = new HostId(host.Uuid),
            HostName = host.Name,
            ServiceOfferingId = new ServiceOfferingId(offering.Uuid),
            ServiceOfferingName = offering.Name,
            CpuNumber = reservation.Cpus,
            CpuSpeed = reservation.CpuMhz,
            Memory = reservation.MemoryBytes / 1048576,
            Created = reservation.Created,
            Expires = reservation.Expires,
        };
}
