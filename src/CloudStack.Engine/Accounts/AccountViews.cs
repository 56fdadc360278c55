using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Accounts as clients see them, with what they hold and may hold. A page takes the same few queries however long it is.</summary>
internal sealed class AccountViews(ResourceCounter counter, UserViews users, ISecretProtector secrets)
{
    public async Task<Account> ReadAsync(Db db, Identity caller, long id) => (await ShowAsync(db, caller, [await db.Accounts.FirstAsync(row => row.Id == id)]))[0];

    public async Task<IReadOnlyList<Account>> ShowAsync(Db db, Identity caller, IReadOnlyList<AccountRow> rows)
    {
        var ids = rows.Select(row => row.Id).ToArray();
        var domainIds = rows.Select(row => row.DomainId).Distinct().ToArray();
        var domains = await db.Domains.Where(row => domainIds.Contains(row.Id)).ToDictionaryAsync(row => row.Id);
        var zoneIds = rows.Select(row => row.DefaultZoneId).OfType<long>().Distinct().ToArray();
        var zones = zoneIds.Length == 0 ? [] : await db.Zones.Where(row => zoneIds.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.Uuid);
        var members = (await UserViews.Find(db, db.Users.Where(row => ids.Contains(row.AccountId) && row.Removed.IsNotSet())).ToListAsync())
            .ToLookup(found => found.Account.Id);
        var details = (await db.AccountDetails.Where(row => ids.Contains(row.AccountId)).OrderBy(row => row.Id).ToListAsync()).ToLookup(row => row.AccountId);
        var counts = (await db.ResourceCounts.Where(row => row.OwnerKind == OwnerKind.Account && ids.Contains(row.OwnerId)).ToListAsync())
            .ToDictionary(row => (row.OwnerId, (ResourceType)row.Type), row => row.Count);
        var limits = (await db.ResourceLimits.Where(row => row.OwnerKind == OwnerKind.Account && ids.Contains(row.OwnerId)).ToListAsync())
            .ToDictionary(row => (row.OwnerId, (ResourceType)row.Type), row => row.Max);
        var vms = (await db.VirtualMachines.Where(row => ids.Contains(row.AccountId) && row.Type == "User" && row.Removed.IsNotSet()
                && (row.State == VirtualMachineState.Running || row.State == VirtualMachineState.Stopped))
            .GroupBy(row => new { row.AccountId, row.State })
            .Select(group => new { group.Key.AccountId, group.Key.State, Count = group.Count() }).ToListAsync())
            .ToDictionary(row => (row.AccountId, row.State), row => row.Count);
        return [.. rows.Select(Show)];

        Account Show(AccountRow row)
        {
            var vm = Use(row, ResourceType.UserVm);
            var ip = Use(row, ResourceType.PublicIp);
            var volume = Use(row, ResourceType.Volume);
            var snapshot = Use(row, ResourceType.Snapshot);
            var template = Use(row, ResourceType.Template);
            var project = Use(row, ResourceType.Project);
            var network = Use(row, ResourceType.Network);
            var vpc = Use(row, ResourceType.Vpc);
            var domain = domains[row.DomainId];
            return new Account
            {
                Id = new AccountId(row.Uuid),
                Name = row.Name,
                AccountType = (short)row.Type,
                DomainId = new DomainId(domain.Uuid),
                Domain = domain.Name,
                DefaultZoneId = row.DefaultZoneId is { } zone && zones.TryGetValue(zone, out var uuid) ? new ZoneId(uuid) : null,
                ReceivedBytes = 0,
                SentBytes = 0,
                VmLimit = vm.Limit,
                VmTotal = vm.Total,
                VmAvailable = vm.Available,
                IpLimit = ip.Limit,
                IpTotal = ip.Total,
                IpAvailable = ip.Available,
                VolumeLimit = volume.Limit,
                VolumeTotal = volume.Total,
                VolumeAvailable = volume.Available,
                SnapshotLimit = snapshot.Limit,
                SnapshotTotal = snapshot.Total,
                SnapshotAvailable = snapshot.Available,
                TemplateLimit = template.Limit,
                TemplateTotal = template.Total,
                TemplateAvailable = template.Available,
                VmStopped = vms.GetValueOrDefault((row.Id, VirtualMachineState.Stopped)),
                VmRunning = vms.GetValueOrDefault((row.Id, VirtualMachineState.Running)),
                ProjectLimit = project.Limit,
                ProjectTotal = project.Total,
                ProjectAvailable = project.Available,
                NetworkLimit = network.Limit,
                NetworkTotal = network.Total,
                NetworkAvailable = network.Available,
                VpcLimit = vpc.Limit,
                VpcTotal = vpc.Total,
                VpcAvailable = vpc.Available,
                State = row.State,
                IsCleanupRequired = row.NeedsCleanup,
                User = [.. members[row.Id].Select(found => users.Show(found, caller))],
                NetworkDomain = row.NetworkDomain,
                AccountDetails = details[row.Id].Any() ? details[row.Id].ToDictionary(detail => detail.Name, detail => secrets.Unprotect(detail.Value)) : null,
            };
        }

        (string Limit, long Total, string Available) Use(AccountRow row, ResourceType type)
        {
            var total = counts.GetValueOrDefault((row.Id, type));
            var limit = row.Type == AccountType.Admin ? -1 : limits.TryGetValue((row.Id, type), out var own) ? own : counter.DefaultLimit(type, row.Type);
            return limit < 0 ? ("Unlimited", total, "Unlimited") : (Text(limit), total, Text(limit - total));
        }

        static string Text(long number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}
