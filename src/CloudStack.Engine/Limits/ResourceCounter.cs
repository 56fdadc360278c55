using System.Collections.Concurrent;
using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;
using LinqToDB.Data;

namespace CloudStack.Engine;

/// <summary>
/// Counts what accounts and domains hold, and refuses what passes a limit. An account counts against itself and every domain above it; the limits that
/// apply are the account's own (its row, else the setting) and those of the domains above it that have one, ROOT excepted.
/// </summary>
internal sealed class ResourceCounter(SettingsStore settings)
{
    private const string AddOne =
        "update resource_count set count = case when count + @amount0 < 0 then 0 else count + @amount0 end where type = @type0 and ";

    private const string AddTwo =
        "update resource_count set count = case when type = @type0 then (case when count + @amount0 < 0 then 0 else count + @amount0 end) "
        + "else (case when count + @amount1 < 0 then 0 else count + @amount1 end) end where type in (@type0, @type1) and ";

    /// <summary>What applies to an owner: the account's count and limit, and those of the domains above it except ROOT.</summary>
    private const string Applying =
        "select c.owner_kind as OwnerKind, c.owner_id as OwnerId, c.count as Counted, l.max as Most from resource_count c "
        + "left join resource_limit l on l.owner_kind = c.owner_kind and l.owner_id = c.owner_id and l.type = c.type where c.type = @type0 and ";

    // A domain stays where it is, so the numbers of those above it need to be read once.
    private readonly ConcurrentDictionary<long, long[]> _domains = new();

    /// <summary>Takes <paramref name="amount"/> for an account, in the transaction that makes what is counted.</summary>
    /// <exception cref="CloudStackException">A limit would be passed (532).</exception>
    public Task TakeAsync(Db db, long accountId, AccountType accountType, long domainId, ResourceType type, long amount = 1) =>
        TakeAsync(db, accountId, accountType, domainId, [(type, amount)]);

    /// <summary>
    /// Takes one or two kinds at the end of the transaction. An account without limits, such as that of all root administrators, has its rows only for the
    /// moment of the commit.
    /// </summary>
    /// <exception cref="CloudStackException">The transaction throws it when a limit would be passed (532).</exception>
    public async Task TakeAtEndAsync(Db db, long accountId, AccountType accountType, long domainId, IReadOnlyList<(ResourceType Type, long Amount)> wanted)
    {
        if (accountType == AccountType.Admin)
        {
            var domains = await DomainsAsync(db, domainId);
            db.AtCommit(Add(wanted, domains.Length), null, AddParameters(accountId, domains, wanted));
        }
        else
        {
            db.AtEnd(() => TakeAsync(db, accountId, accountType, domainId, wanted));
        }
    }

    /// <summary>Takes one or two kinds at once.</summary>
    /// <exception cref="CloudStackException">A limit would be passed (532).</exception>
    public async Task TakeAsync(Db db, long accountId, AccountType accountType, long domainId, IReadOnlyList<(ResourceType Type, long Amount)> wanted)
    {
        await AddAsync(db, accountId, domainId, wanted);
        if (accountType == AccountType.Admin)
        {
            return;
        }
        foreach (var (type, amount) in wanted)
        {
            await CheckAsync(db, accountId, accountType, domainId, type, amount);
        }
    }

    private async Task CheckAsync(Db db, long accountId, AccountType accountType, long domainId, ResourceType type, long amount)
    {
        // ROOT, the first, limits nobody.
        var domains = (await DomainsAsync(db, domainId))[1..];
        var counts = await db.QueryToListAsync<AppliedLimit>(Applying + Owners("c.", domains.Length),
            [DataParameter.Int32("type0", (int)type), .. OwnerParameters(accountId, domains)]);
        foreach (var count in counts)
        {
            var ofAccount = count.OwnerKind == nameof(OwnerKind.Account);
            var limit = count.Most ?? (ofAccount ? DefaultLimit(type, accountType) : -1);
            if (limit >= 0 && count.Counted > limit)
            {
                var owner = ofAccount
                    ? $"account {(await db.GetAsync<AccountRow>(count.OwnerId)).Name}"
                    : $"domain {(await db.GetAsync<DomainRow>(count.OwnerId)).Name}";
                throw new CloudStackException(ErrorCode.ResourceLimit,
                    $"The {owner} has {count.Counted - amount} of at most {limit} {Plural(type)}; {amount} more would be too many. Delete some, or ask for a higher limit.");
            }
        }
    }

    /// <summary>Gives back what was taken.</summary>
    public Task GiveBackAsync(Db db, long accountId, long domainId, ResourceType type, long amount = 1) =>
        AddAsync(db, accountId, domainId, [(type, -amount)]);

    /// <summary>The limit of an account that has no row of its own.</summary>
    public long DefaultLimit(ResourceType type, AccountType account)
    {
        if (account == AccountType.Admin)
        {
            return -1;
        }
        var group = account == AccountType.Project ? "max.project" : "max.account";
        var name = type switch
        {
            ResourceType.UserVm => "user.vms",
            ResourceType.PublicIp => "public.ips",
            ResourceType.Volume => "volumes",
            ResourceType.Snapshot => "snapshots",
            ResourceType.Template => "templates",
            ResourceType.Network => "networks",
            ResourceType.Vpc => "vpcs",
            _ => null,
        };
        return name is null ? -1 : long.Parse(settings.GetText($"{group}.{name}") ?? "-1", System.Globalization.CultureInfo.InvariantCulture);
    }

    public static string Plural(ResourceType type) => type switch
    {
        ResourceType.UserVm => "virtual machines",
        ResourceType.PublicIp => "public IP addresses",
        ResourceType.Volume => "volumes",
        ResourceType.Snapshot => "snapshots",
        ResourceType.Template => "templates",
        ResourceType.Project => "projects",
        ResourceType.Network => "networks",
        _ => "VPCs",
    };

    /// <summary>A domain and those above it, ROOT first.</summary>
    private async ValueTask<long[]> DomainsAsync(Db db, long domainId)
    {
        if (!_domains.TryGetValue(domainId, out var domains))
        {
            var path = (await db.GetAsync<DomainRow>(domainId)).Path;
            domains = await db.Domains.Where(row => path.StartsWith(row.Path) && row.Removed.IsNotSet()).OrderBy(row => row.Level)
                .Select(row => row.Id).ToArrayAsync();
            if (domains.Contains(domainId))
            {
                _domains[domainId] = domains;
            }
        }
        return domains;
    }

    private async Task AddAsync(Db db, long accountId, long domainId, IReadOnlyList<(ResourceType Type, long Amount)> wanted)
    {
        var domains = await DomainsAsync(db, domainId);
        var changed = await db.ExecuteAsync(Add(wanted, domains.Length), AddParameters(accountId, domains, wanted));
        if (changed == wanted.Count * (1 + domains.Length))
        {
            return;
        }
        foreach (var (type, amount) in wanted)
        {
            await AddMissingAsync(db, accountId, domains, type, amount);
        }
    }

    private static string Add(IReadOnlyList<(ResourceType Type, long Amount)> wanted, int domains) =>
        (wanted.Count == 1 ? AddOne : AddTwo) + Owners("", domains);

    private static string Owners(string table, int domains) => domains == 0 ? $"{table}owner_kind = 'Account' and {table}owner_id = @account"
        : $"(({table}owner_kind = 'Account' and {table}owner_id = @account) or ({table}owner_kind = 'Domain' and {table}owner_id in "
        + $"({string.Join(", ", Enumerable.Range(0, domains).Select(number => $"@domain{number}"))})))";

    private static DataParameter[] AddParameters(long accountId, long[] domains, IReadOnlyList<(ResourceType Type, long Amount)> wanted)
    {
        List<DataParameter> parameters = [.. OwnerParameters(accountId, domains)];
        for (var i = 0; i < wanted.Count; i++)
        {
            parameters.Add(DataParameter.Int32(i == 0 ? "type0" : "type1", (int)wanted[i].Type));
            parameters.Add(DataParameter.Int64(i == 0 ? "amount0" : "amount1", wanted[i].Amount));
        }
        return [.. parameters];
    }

    private static IEnumerable<DataParameter> OwnerParameters(long accountId, long[] domains) =>
        domains.Select((domain, number) => DataParameter.Int64($"domain{number}", domain)).Prepend(DataParameter.Int64("account", accountId));

    private static async Task AddMissingAsync(Db db, long accountId, long[] domains, ResourceType type, long amount)
    {
        var number = (int)type;
        // Accounts and domains get their rows when they are made; a kind that came with an upgrade has none yet.
        var rows = db.ResourceCounts.Where(row => row.Type == number
            && ((row.OwnerKind == OwnerKind.Account && row.OwnerId == accountId) || (row.OwnerKind == OwnerKind.Domain && domains.Contains(row.OwnerId))));
        var there = await rows.Select(row => new { row.OwnerKind, row.OwnerId }).ToListAsync();
        var missing = domains.Select(domain => (Kind: OwnerKind.Domain, Id: domain)).Prepend((Kind: OwnerKind.Account, Id: accountId))
            .Where(owner => !there.Any(row => row.OwnerKind == owner.Kind && row.OwnerId == owner.Id));
        foreach (var owner in missing)
        {
            // Another transaction may make the row at the same time; then both amounts count.
            await db.ResourceCounts.InsertOrUpdateAsync(
                () => new ResourceCountRow { OwnerKind = owner.Kind, OwnerId = owner.Id, Type = number, Count = Math.Max(0, amount) },
                row => new ResourceCountRow { Count = row.Count + amount },
                () => new ResourceCountRow { OwnerKind = owner.Kind, OwnerId = owner.Id, Type = number });
        }
    }

    /// <summary>Makes the counts of a new account or domain, so that later changes find them.</summary>
    public static Task PrepareAsync(Db db, OwnerKind kind, long owner) =>
        db.ResourceCounts.BulkCopyAsync(Enum.GetValues<ResourceType>().Select(type => new ResourceCountRow { OwnerKind = kind, OwnerId = owner, Type = (int)type }));

    private sealed class AppliedLimit
    {
        public string OwnerKind { get; set; } = "";

        public long OwnerId { get; set; }

        public long Counted { get; set; }

        public long? Most { get; set; }
    }
}
