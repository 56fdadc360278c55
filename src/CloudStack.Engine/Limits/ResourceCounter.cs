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
    private const string Add =
        "update resource_count set count = case when count + @amount < 0 then 0 else count + @amount end where type = @type "
        + "and ((owner_kind = 'Account' and owner_id = @account) or (owner_kind = 'Domain' and owner_id in "
        + "(select id from domain where removed is null and path = substr(@path, 1, length(path)))))";

    /// <summary>Takes <paramref name="amount"/> for an account, in the transaction that makes what is counted.</summary>
    /// <exception cref="CloudStackException">A limit would be passed (532).</exception>
    public async Task TakeAsync(Db db, long accountId, AccountType accountType, string domainPath, ResourceType type, long amount = 1)
    {
        await AddAsync(db, accountId, domainPath, type, amount);
        if (accountType == AccountType.Admin)
        {
            return;
        }
        var domains = await AncestorsAsync(db, domainPath);
        var limited = domains.Where(domain => domain != Identity.RootDomainId).ToArray();
        var number = (int)type;
        var limits = await db.ResourceLimits.Where(row => row.Type == number
            && ((row.OwnerKind == OwnerKind.Account && row.OwnerId == accountId) || (row.OwnerKind == OwnerKind.Domain && limited.Contains(row.OwnerId))))
            .ToListAsync();
        var counts = await db.ResourceCounts.Where(row => row.Type == number
            && ((row.OwnerKind == OwnerKind.Account && row.OwnerId == accountId) || (row.OwnerKind == OwnerKind.Domain && limited.Contains(row.OwnerId))))
            .ToListAsync();
        foreach (var count in counts)
        {
            var limit = limits.FirstOrDefault(row => row.OwnerKind == count.OwnerKind && row.OwnerId == count.OwnerId)?.Max
                ?? (count.OwnerKind == OwnerKind.Account ? DefaultLimit(type, accountType) : -1);
            if (limit >= 0 && count.Count > limit)
            {
                var owner = count.OwnerKind == OwnerKind.Account
                    ? $"account {await db.Accounts.Where(row => row.Id == count.OwnerId).Select(row => row.Name).FirstAsync()}"
                    : $"domain {await db.Domains.Where(row => row.Id == count.OwnerId).Select(row => row.Name).FirstAsync()}";
                throw new CloudStackException(ErrorCode.ResourceLimit,
                    $"The {owner} has {count.Count - amount} of at most {limit} {Plural(type)}; {amount} more would be too many. Delete some, or ask for a higher limit.");
            }
        }
    }

    /// <summary>Gives back what was taken.</summary>
    public async Task GiveBackAsync(Db db, long accountId, long domainId, ResourceType type, long amount = 1)
    {
        var path = await db.Domains.Where(row => row.Id == domainId).Select(row => row.Path).FirstAsync();
        await AddAsync(db, accountId, path, type, -amount);
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

    private static async Task AddAsync(Db db, long accountId, string domainPath, ResourceType type, long amount)
    {
        var number = (int)type;
        var changed = await db.ExecuteAsync(Add, DataParameter.Int64("amount", amount), DataParameter.Int32("type", number),
            DataParameter.Int64("account", accountId), DataParameter.VarChar("path", domainPath));
        // A path has one slash more than domains below ROOT: "/", "/sales/", "/sales/north/".
        if (changed == 1 + domainPath.Count(character => character == '/'))
        {
            return;
        }
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
}
