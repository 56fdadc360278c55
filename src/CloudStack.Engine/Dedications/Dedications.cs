using CloudStack.Engine.Persistence;
using CloudStack.Placement;
using LinqToDB;
using LinqToDB.Async;
using LinqToDB.Data;

namespace CloudStack.Engine;

/// <summary>Dedicates places and releases them. Changes of one zone's dedications are made one after the other.</summary>
internal sealed class Dedications(PlacementIndex index, IIdSource ids)
{
    /// <summary>Dedicates a place.</summary>
    /// <exception cref="CloudStackException">It is dedicated already, lies in or around something of others, or others have VMs there (431).</exception>
    public async Task<T> AddAsync<T>(
        CommandContext context, DedicationPlace place, DomainId domainId, string? account, Func<Db, long, Task<T>> read, CancellationToken ct)
    {
        var domain = context.Row<DomainRow>(domainId.Value);
        var result = await context.WriteAsync(async db =>
        {
            await CountUpAsync(db, place.ZoneId);
            var owner = await OwnerAsync(db, context, domain, account);
            await CheckOthersAsync(db, place, owner);
            await CheckZoneAsync(db, place, owner);
            await CheckVmsAsync(db, place, owner);
            var row = await db.InsertRowAsync(new DedicationRow
            {
                Uuid = ids.NewGuid(),
                Kind = place.Kind,
                PlaceId = place.Id,
                ZoneId = place.ZoneId,
                PodId = place.PodId,
                ClusterId = place.ClusterId,
                DomainId = domain.Id,
                AccountId = owner.AccountNumber,
                Created = context.Now,
            });
            return await read(db, row.Id);
        }, ct);
        index.Invalidate(place.ZoneId);
        return result;
    }

    /// <summary>Ends the dedication of a place.</summary>
    /// <exception cref="CloudStackException">It is not dedicated itself (431).</exception>
    public async Task<Success> RemoveAsync(CommandContext context, DedicationPlace place, CancellationToken ct)
    {
        await context.WriteAsync(async db =>
        {
            await CountUpAsync(db, place.ZoneId);
            if (await db.Dedications.Where(row => row.Kind == place.Kind && row.PlaceId == place.Id).DeleteAsync(ct) == 0)
            {
                throw CloudStackException.Invalid($"The {place} is not dedicated itself; what it lies in may be (listDedicated{place.Kind}s and its like tell).");
            }
        }, ct);
        index.Invalidate(place.ZoneId);
        return Success.Done;
    }

    /// <summary>Forgets the dedication of a place that is being removed; in that transaction.</summary>
    public static Task ForgetAsync(Db db, DedicationKind kind, long place) =>
        db.Dedications.Where(row => row.Kind == kind && row.PlaceId == place).DeleteAsync();

    /// <summary>Ends the dedications to an account or domain that is being removed; in that transaction. Tell <see cref="Changed"/> of the zones after it.</summary>
    public static async Task<IReadOnlyList<long>> ReleaseAsync(Db db, long? account, long? domain)
    {
        var gone = db.Dedications.Where(row => (account != null && row.AccountId == account) || (domain != null && row.DomainId == domain));
        var zones = await gone.Select(row => row.ZoneId).Distinct().OrderBy(zone => zone).ToListAsync();
        await CountUpAsync(db, zones);
        await gone.DeleteAsync();
        return zones;
    }

    /// <summary>The path of a domain changes, by which its dedications are known; in that transaction. Tell <see cref="Changed"/> of the zones after it.</summary>
    public static async Task<IReadOnlyList<long>> RenamedAsync(Db db, string path)
    {
        var zones = await db.Dedications.Where(row => db.Domains.Any(domain => domain.Id == row.DomainId && domain.Path.StartsWith(path)))
            .Select(row => row.ZoneId).Distinct().OrderBy(zone => zone).ToListAsync();
        await CountUpAsync(db, zones);
        return zones;
    }

    /// <summary>After a commit that changed dedications.</summary>
    public void Changed(IReadOnlyList<long> zones)
    {
        foreach (var zone in zones)
        {
            index.Invalidate(zone);
        }
    }

    /// <summary>Why a VM of an account may not be on a host, or null when it may.</summary>
    public static async Task<string?> RefusalAsync(Db db, HostRow host, long account, CancellationToken ct)
    {
        var zone = await ReadAsync(db, host.ZoneId, ct);
        return zone.Places.Count == 0 ? null : zone.RefusalOf(host, await Owner.ReadAsync(db, account));
    }

    /// <summary>All dedications of a zone, with the number of their last change; for placement.</summary>
    public static async Task<ZoneDedications> ReadAsync(Db db, long zone, CancellationToken ct)
    {
        // The number first: what changes while the rows are read is then known to be newer.
        var number = await db.DedicationNumbers.Where(row => row.ZoneId == zone).Select(row => row.Number).FirstOrDefaultAsync(ct);
        var rows = number == 0 ? [] : await (from row in db.Dedications
                                             join domain in db.Domains on row.DomainId equals domain.Id
                                             from account in db.Accounts.Where(account => account.Id == row.AccountId).DefaultIfEmpty()
                                             where row.ZoneId == zone
                                             select new { row.Kind, row.PlaceId, Domain = domain, Account = account }).ToListAsync(ct);
        return new(number, rows.ToDictionary(row => (row.Kind, row.PlaceId), row => Of(row.Domain, row.Account)));
    }

    private static async Task CountUpAsync(Db db, long zone)
    {
        if (await db.ExecuteAsync("update dedication_number set number = number + 1 where zone_id = @zone", DataParameter.Int64("zone", zone)) == 0)
        {
            await db.InsertAsync(new DedicationNumberRow { ZoneId = zone, Number = 1 });
        }
    }

    private static Task CountUpAsync(Db db, List<long> zones) => zones.Count == 0 ? Task.CompletedTask
        : db.DedicationNumbers.Where(row => zones.Contains(row.ZoneId)).Set(row => row.Number, row => row.Number + 1).UpdateAsync();

    private static async Task<DedicationOwner> OwnerAsync(Db db, CommandContext context, DomainRow domain, string? account)
    {
        // The path is read again: it may have been renamed since the job began.
        var current = await db.GetAsync<DomainRow>(domain.Id);
        if (account is null)
        {
            return new(Of(current, null), null);
        }
        var owner = await Owner.ResolveAsync(db, context.Caller, account, current);
        return new(Of(current, await db.GetAsync<AccountRow>(owner.AccountId)), owner.AccountId);
    }

    /// <summary>What lies around or inside must be the same owner's, or the outer one's be wider.</summary>
    private static async Task CheckOthersAsync(Db db, DedicationPlace place, DedicationOwner owner)
    {
        var rows = await db.ListAsync<DedicationRow>(nameof(DedicationRow.ZoneId), place.ZoneId);
        if (rows.Find(row => row.Kind == place.Kind && row.PlaceId == place.Id) is { } same)
        {
            throw CloudStackException.Invalid(
                $"The {place} is dedicated to {(await OfAsync(db, same)).Owner} already. Release it first (releaseDedicated{place.Kind}).");
        }
        List<DedicationRow> near = [.. rows.Where(row => place.IsIn(row) || place.Holds(row))];
        var domains = await db.ByIdsAsync<DomainRow>([.. near.Select(row => row.DomainId)]);
        var accounts = await db.ByIdsAsync<AccountRow>([.. near.Where(row => row.AccountId != null).Select(row => row.AccountId!.Value)]);
        foreach (var row in near)
        {
            var other = Of(domains[row.DomainId], row.AccountId is { } account ? accounts[account] : null);
            var (outer, inner, word) = place.IsIn(row) ? (other, owner.Dedication, "lies in") : (owner.Dedication, other, "holds");
            if (!IsWider(outer, inner))
            {
                throw CloudStackException.Invalid($"The {place} {word} the {await NameAsync(db, row)}, which is dedicated to {other.Owner}. "
                    + $"Release that first (releaseDedicated{row.Kind}), or dedicate to an owner that it allows.");
            }
        }
    }

    /// <summary>A private zone serves one domain and those below it; nobody else could use what is dedicated there.</summary>
    private static async Task CheckZoneAsync(Db db, DedicationPlace place, DedicationOwner owner)
    {
        if ((await db.GetAsync<ZoneRow>(place.ZoneId)).DomainId is { } privateTo && await db.GetAsync<DomainRow>(privateTo) is var domain
            && !owner.Dedication.DomainPath.StartsWith(domain.Path, StringComparison.Ordinal))
        {
            throw CloudStackException.Invalid(
                $"The zone of the {place} is private to the domain {domain.Name}, so {owner.Dedication.Owner} cannot use it. Choose an owner in that domain.");
        }
    }

    private static async Task CheckVmsAsync(Db db, DedicationPlace place, DedicationOwner owner)
    {
        var (path, account) = (owner.Dedication.DomainPath, owner.AccountNumber);
        var there = db.VirtualMachines.Where(vm => vm.ZoneId == place.ZoneId && vm.HostId != null && vm.Removed.IsNotSet());
        there = place.Kind switch
        {
            DedicationKind.Zone => there,
            DedicationKind.Pod => there.Where(vm => vm.PodId == place.Id),
            DedicationKind.Cluster => there.Where(vm => vm.ClusterId == place.Id),
            _ => there.Where(vm => vm.HostId == place.Id || vm.TargetHostId == place.Id),
        };
        var others = from vm in there
                     join other in db.Accounts on vm.AccountId equals other.Id
                     join domain in db.Domains on vm.DomainId equals domain.Id
                     where account != null ? other.Id != account : !domain.Path.StartsWith(path)
                     orderby vm.Id
                     select new { vm.InstanceName, Owner = other.Name };
        if (await others.FirstOrDefaultAsync() is { } first)
        {
            var count = await others.CountAsync();
            throw CloudStackException.Invalid($"On the {place} runs the virtual machine {first.InstanceName} of the account {first.Owner}"
                + $"{(count == 1 ? "" : $", and {count - 1} more of others")}. Migrate or stop what is not of {owner.Dedication.Owner}, then dedicate it.");
        }
    }

    private static bool IsWider(Dedication outer, Dedication inner) => outer.AccountId is { } account
        ? inner.AccountId == account : inner.DomainPath.StartsWith(outer.DomainPath, StringComparison.Ordinal);

    private static Dedication Of(DomainRow domain, AccountRow? account) =>
        new(account is null ? $"the domain {domain.Name}" : $"the account {account.Name}", domain.Path) { AccountId = account is null ? null : new AccountId(account.Uuid) };

    private static async Task<Dedication> OfAsync(Db db, DedicationRow row) =>
        Of(await db.GetAsync<DomainRow>(row.DomainId), row.AccountId is { } account ? await db.GetAsync<AccountRow>(account) : null);

    private static async Task<string> NameAsync(Db db, DedicationRow row) => row.Kind switch
    {
        DedicationKind.Zone => $"zone {(await db.GetAsync<ZoneRow>(row.PlaceId)).Name}",
        DedicationKind.Pod => $"pod {(await db.GetAsync<PodRow>(row.PlaceId)).Name}",
        DedicationKind.Cluster => $"cluster {(await db.GetAsync<ClusterRow>(row.PlaceId)).Name}",
        _ => $"host {(await db.GetAsync<HostRow>(row.PlaceId)).Name}",
    };

    private sealed record DedicationOwner(Dedication Dedication, long? AccountNumber);
}

/// <summary>The dedications of a zone's places, and the number of their last change.</summary>
internal sealed record ZoneDedications(long Number, IReadOnlyDictionary<(DedicationKind Kind, long Place), Dedication> Places)
{
    public Dedication? Of(DedicationKind kind, long place) => Places.GetValueOrDefault((kind, place));

    /// <summary>Why VMs of an account may not be on a host of the zone, or null when they may.</summary>
    public string? RefusalOf(HostRow host, Owner owner) =>
        Against(DedicationKind.Zone, host.ZoneId, owner) ?? Against(DedicationKind.Pod, host.PodId, owner)
        ?? Against(DedicationKind.Cluster, host.ClusterId, owner) ?? Against(DedicationKind.Host, host.Id, owner);

    private string? Against(DedicationKind kind, long? place, Owner owner) =>
        place is { } id && Of(kind, id) is { } dedication && !dedication.Allows(new AccountId(owner.AccountUuid), owner.DomainPath)
            ? $"{(kind == DedicationKind.Host ? "it" : $"its {kind.ToString().ToLowerInvariant()}")} is dedicated to {dedication.Owner}" : null;
}
