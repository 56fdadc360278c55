using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>
/// Counts what accounts and domains hold, and refuses what passes a limit. An account counts against itself and every domain above it; the limits that
/// apply are the account's own (its row, else the setting) and those of the domains above it that have one, ROOT excepted.
/// </summary>
internal sealed class ResourceCounter(SettingsStore settings)
{
    /// <summary>Takes <paramref name="amount"/> for an account, in the transaction that makes what is counted.</summary>
    /// <exception cref="CloudStackException">A limit would be passed (532).</exception>
    public async Task TakeAsync(Db db, long accountId, AccountType accountType, string domainPath, ResourceType type, long amount = 1)
    {
        var domains = await AncestorsAsync(db, domainPath);
        await AddAsync(db, accountId, domains, type, amount);
        if (accountType == AccountType.Admin)
        {
            return;
        }
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
        await AddAsync(db, accountId, await AncestorsAsync(db, path), type, -amount);
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
        db.Domains.Where(row => path.StartsWith(row.Path)).OrderBy(row => row.Level).Select(row => row.Id).ToListAsync();

    private static async Task AddAsync(Db db, long accountId, List<long> domains, ResourceType type, long amount)
    {
        var number = (int)type;
        var changed = await db.ResourceCounts.Where(row => row.Type == number
            && ((row.OwnerKind == OwnerKind.Account && row.OwnerId == accountId) || (row.OwnerKind == OwnerKind.Domain && domains.Contains(row.OwnerId))))
            .Set(row => row.Count, row => row.Count + amount)
            .UpdateAsync();
        if (changed == domains.Count + 1)
        {
            return;
        }
        await EnsureAsync(db, OwnerKind.Account, accountId, number, amount);
        foreach (var domain in domains)
        {
            await EnsureAsync(db, OwnerKind.Domain, domain, number, amount);
        }
    }

    /// <summary>The first thing of its type that an owner takes finds no row yet.</summary>
    private static async Task EnsureAsync(Db db, OwnerKind kind, long owner, int type, long count)
    {
        if (!await db.ResourceCounts.AnyAsync(row => row.OwnerKind == kind && row.OwnerId == owner && row.Type == type))
        {
            await db.InsertAsync(new ResourceCountRow { OwnerKind = kind, OwnerId = owner, Type = type, Count = Math.Max(0, count) });
        }
    }
}
