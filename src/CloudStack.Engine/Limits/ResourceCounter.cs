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
    private const string OfOwners =
        "((owner_kind = 'Account' and owner_id = @account) or (owner_kind = 'Domain' and owner_id in "
        + "(select id from domain where removed is null and path = substr(@path, 1, length(path)))))";

    private const string AddOne =
        "update resource_count set count = case when count + @amount0 < 0 then 0 else count + @amount0 end where type = @type0 and " + OfOwners;

    private const string AddTwo =
        "update resource_count set count = case when type = @type0 then (case when count + @amount0 < 0 then 0 else count + @amount0 end) "
        + "else (case when count + @amount1 < 0 then 0 else count + @amount1 end) end where type in (@type0, @type1) and " + OfOwners;

    /// <summary>What applies to an owner: the account's count and limit, and those of the domains above it except ROOT.</summary>
    private const string Applying =
        "select c.owner_kind as OwnerKind, c.owner_id as OwnerId, c.count as Counted, l.max as Most from resource_count c "
        + "left join resource_limit l on l.owner_kind = c.owner_kind and l.owner_id = c.owner_id and l.type = c.type where c.type = @type0 and "
        + "((c.owner_kind = 'Account' and c.owner_id = @account) or (c.owner_kind = 'Domain' and c.owner_id in "
        + "(select id from domain where removed is null and level > 0 and path = substr(@path, 1, length(path)))))";

    /// <summary>Takes <paramref name="amount"/> for an account, in the transaction that makes what is counted.</summary>
    /// <exception cref="CloudStackException">A limit would be passed (532).</exception>
    public Task TakeAsync(Db db, long accountId, AccountType accountType, string domainPath, ResourceType type, long amount = 1) =>
        TakeAsync(db, accountId, accountType, domainPath, [(type, amount)]);

    /// <summary>Takes one or two kinds at once, which many transactions want: call it with <see cref="Db.AtEnd"/>.</summary>
    /// <exception cref="CloudStackException">A limit would be passed (532).</exception>
    public async Task TakeAsync(Db db, long accountId, AccountType accountType, string domainPath, IReadOnlyList<(ResourceType Type, long Amount)> wanted)
    {
        await AddAsync(db, accountId, domainPath, wanted);
        if (accountType == AccountType.Admin)
        {
            return;
        }
        foreach (var (type, amount) in wanted)
        {
            await CheckAsync(db, accountId, accountType, domainPath, type, amount);
        }
    }

    private async Task CheckAsync(Db db, long accountId, AccountType accountType, string domainPath, ResourceType type, long amount)
    {
        var counts = await db.QueryToListAsync<AppliedLimit>(Applying,
            DataParameter.Int32("type0", (int)type), DataParameter.Int64("account", accountId), DataParameter.VarChar("path", domainPath));
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
    public async Task GiveBackAsync(Db db, long accountId, long domainId, ResourceType type, long amount = 1)
    {
        var path = await db.Domains.Where(row => row.Id == domainId).Select(row => row.Path).FirstAsync();
        await AddAsync(db, accountId, path, [(type, -amount)]);
    }

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

    /// <summary>The domains of a path, ROOT first.</summary>
    private static Task<List<long>> AncestorsAsync(Db db, string path) =>
        db.Domains.Where(row => path.StartsWith(row.Path) && row.Removed.IsNotSet()).OrderBy(row => row.Level).Select(row => row.Id).ToListAsync();

    private static async Task AddAsync(Db db, long accountId, string domainPath, IReadOnlyList<(ResourceType Type, long Amount)> wanted)
    {
        List<DataParameter> parameters = [DataParameter.Int64("account", accountId), DataParameter.VarChar("path", domainPath)];
        for (var i = 0; i < wanted.Count; i++)
        {
            parameters.Add(DataParameter.Int32(i == 0 ? "type0" : "type1", (int)wanted[i].Type));
            parameters.Add(DataParameter.Int64(i == 0 ? "amount0" : "amount1", wanted[i].Amount));
        }
        var changed = await db.ExecuteAsync(wanted.Count == 1 ? AddOne : AddTwo, [.. parameters]);
        // A path has one slash more than domains below ROOT: "/", "/sales/", "/sales/north/".
        if (changed == wanted.Count * (1 + domainPath.Count(character => character == '/')))
        {
            return;
        }
        foreach (var (type, amount) in wanted)
        {
            await AddMissingAsync(db, accountId, domainPath, type, amount);
        }
    }

    private static async Task AddMissingAsync(Db db, long accountId, string domainPath, ResourceType type, long amount)
    {
        var number = (int)type;
        // Accounts and domains get their rows when they are made; only those of a new cloud do not.
        var domains = await AncestorsAsync(db, domainPath);
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
