using CloudStack.Engine.Persistence;
using CloudStack.Engine.Placement;
using CloudStack.Placement;
using LinqToDB;
using LinqToDB.Async;
using LinqToDB.Data;

namespace CloudStack.Engine;

/// <summary>Finds a place for each, holds it in memory, and claims all of them in one transaction with the rows that own them.</summary>
internal sealed class CreateCapacityReservationHandler(PlacementIndex index, HostCapacities capacities, SettingsStore settings, IIdSource ids)
    : IHandler<CreateCapacityReservation, ListResult<CapacityReservation>>
{
    private const int Most = 1000;
    private const int MostRaces = 10;
    private static readonly TimeSpan Usual = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    public async Task<ListResult<CapacityReservation>> HandleAsync(CreateCapacityReservation command, CommandContext context, CancellationToken ct)
    {
        var zone = context.Row<ZoneRow>(command.ZoneId.Value);
        var offering = context.Row<ServiceOfferingRow>(command.ServiceOfferingId.Value);
        var host = context.Row<HostRow>(command.HostId?.Value);
        var count = command.Count ?? 1;
        if (count is < 1 or > Most)
        {
            throw CloudStackException.Invalid($"count is {count}; it goes from 1 to {Most}.");
        }
        var duration = command.Duration is { } seconds ? TimeSpan.FromSeconds(seconds) : Usual;
        if (duration <= TimeSpan.Zero || duration > Longest)
        {
            throw CloudStackException.Invalid($"duration is {command.Duration}; it goes from 1 second to {Longest.TotalSeconds:F0}.");
        }
        if (offering.IsSystem)
        {
            throw CloudStackException.Invalid($"The offering {offering.Name} is for system VMs; choose a compute offering.");
        }
        if (host is not null && host.ZoneId != zone.Id)
        {
            throw CloudStackException.Invalid($"The host {host.Name} is not in the zone {zone.Name}.");
        }
        var request = new PlacementRequest
        {
            ZoneId = new ZoneId(zone.Uuid),
            HostId = command.HostId,
            Hypervisor = command.Hypervisor ?? host?.Hypervisor ?? await OnlyHypervisorAsync(context, zone, ct),
            Cores = offering.Cpus,
            Mhz = offering.CpuMhz,
            MemoryBytes = (long)offering.MemoryMb << 20,
            HostTag = offering.HostTag,
            RequiresHvm = true,
            OwnerId = new AccountId(context.Owner.AccountUuid),
            OwnerDomainPath = context.Owner.DomainPath,
            IsRootAdmin = context.Caller.IsRoot,
        };
        for (var race = 1; ; race++)
        {
            var places = await HoldAsync(zone, request, count, ct);
            try
            {
                var rows = places.ConvertAll(place => Row(context, zone, offering, request, place, duration));
                await context.WriteAsync(db => ClaimAsync(db, rows, zone.Id, places.Min(place => place.Dedications)), ct);
                places.ForEach(Keep);
                return await ReadAsync(context, zone, offering, places, rows);
            }
            catch (ClaimLostException) when (race < MostRaces)
            {
                foreach (var place in places)
                {
                    await index.CorrectAsync(zone.Id, place, ct);
                }
            }
            catch
            {
                places.ForEach(place => index.Release(place.Hold));
                throw;
            }
        }
    }

    private static async Task<string> OnlyHypervisorAsync(CommandContext context, ZoneRow zone, CancellationToken ct)
    {
        var kinds = await context.ReadAsync(db => (from cluster in db.Clusters
                                                   join pod in db.Pods on cluster.PodId equals pod.Id
                                                   where pod.ZoneId == zone.Id && cluster.Removed.IsNotSet()
                                                   select cluster.Hypervisor).Distinct().ToListAsync(ct), ct);
        return kinds switch
        {
            [var only] => only,
            [] => throw new CloudStackException(ErrorCode.InsufficientCapacity, $"The zone {zone.Name} has no cluster."),
            _ => throw CloudStackException.Invalid($"hypervisor is needed: the zone {zone.Name} has {string.Join(", ", kinds.Order())}."),
        };
    }

    private async Task<List<HeldPlace>> HoldAsync(ZoneRow zone, PlacementRequest request, int count, CancellationToken ct)
    {
        var places = new List<HeldPlace>(count);
        try
        {
            while (places.Count < count)
            {
                var place = await index.PlaceAsync(zone.Id, request, ct);
                if (place.Hold is null)
                {
                    throw new CloudStackException(ErrorCode.InsufficientCapacity,
                        count == 1 ? place.Result.Refusal! : $"Only {places.Count} of {count} fit, so none is reserved. {place.Result.Refusal}");
                }
                places.Add(place);
            }
            return places;
        }
        catch
        {
            places.ForEach(place => index.Release(place.Hold));
            throw;
        }
    }

    private CapacityReservationRow Row(
        CommandContext context, ZoneRow zone, ServiceOfferingRow offering, PlacementRequest request, HeldPlace place, TimeSpan duration) => new()
        {
            Uuid = ids.NewGuid(),
            AccountId = context.Owner.AccountId,
            DomainId = context.Owner.DomainId,
            ZoneId = zone.Id,
            HostId = place.Host!.Id,
            ServiceOfferingId = offering.Id,
            Hypervisor = request.Hypervisor,
            Cpus = request.Cores,
            CpuMhz = request.Mhz,
            MemoryBytes = request.MemoryBytes,
            Created = context.Now,
            Expires = context.Now + duration,
        };

    private async Task ClaimAsync(Db db, IReadOnlyList<CapacityReservationRow> rows, long zone, long dedications)
    {
        if (rows is [var one])
        {
            await db.InsertLateAsync(one);
        }
        else
        {
            await db.BulkCopyAsync(new BulkCopyOptions(BulkCopyType: BulkCopyType.MultipleRows), rows);
        }
        var current = settings.Current;
        foreach (var onHost in rows.GroupBy(row => row.HostId).OrderBy(group => group.Key))
        {
            capacities.ReserveAtCommit(db, onHost.Key, onHost.Sum(row => row.Mhz()), onHost.Sum(row => row.MemoryBytes),
                current.CpuOverprovisioningFactor, current.MemOverprovisioningFactor, zone, dedications);
        }
    }

    /// <summary>A decision holds a place as used; from now on it is reserved.</summary>
    private void Keep(HeldPlace place)
    {
        index.Keep(place);
        var (cpu, memory) = (place.Request.CpuMhz, place.Request.MemoryBytes);
        index.Apply(place.Host!.Uuid, new HostUsage(-cpu, -memory, cpu, memory, -1));
        index.ApplyOwner(place.Host.Uuid, place.Request.OwnerId!.Value.Value, -1);
    }

    private static async Task<ListResult<CapacityReservation>> ReadAsync(
        CommandContext context, ZoneRow zone, ServiceOfferingRow offering, List<HeldPlace> places, List<CapacityReservationRow> rows)
    {
        var (hosts, domain) = await context.ReadAsync(async db => (
            await db.ByIdsAsync<HostRow>([.. places.Select(place => place.Host!.Id)]),
            await db.GetAsync<DomainRow>(context.Owner.DomainId)), CancellationToken.None);
        var views = rows.Select(row => new CapacityReservation
        {
            Id = new CapacityReservationId(row.Uuid),
            Account = context.Owner.AccountName,
            DomainId = new DomainId(domain.Uuid),
            Domain = domain.Name,
            ZoneId = new ZoneId(zone.Uuid),
            ZoneName = zone.Name,
            HostId = new HostId(hosts[row.HostId].Uuid),
            HostName = hosts[row.HostId].Name,
            ServiceOfferingId = new ServiceOfferingId(offering.Uuid),
            ServiceOfferingName = offering.Name,
            CpuNumber = row.Cpus,
            CpuSpeed = row.CpuMhz,
            Memory = row.MemoryBytes >> 20,
            Created = row.Created,
            Expires = row.Expires,
        }).ToList();
        return new(views, views.Count);
    }
}
