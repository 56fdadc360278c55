using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Counts again, from the things themselves, what accounts and domains hold.</summary>
internal static class ResourceRecount
{
    private static readonly VirtualMachineState[] GoneVm = [VirtualMachineState.Destroyed, VirtualMachineState.Expunging, VirtualMachineState.Error];
    private static readonly VolumeState[] GoneVolume = [VolumeState.Destroy, VolumeState.Destroying, VolumeState.Expunging];

    /// <summary>Sets the counts of one account.</summary>
    public static Task<IReadOnlyDictionary<ResourceType, long>> CountAccountAsync(Db db, long account, IReadOnlyList<ResourceType> types) =>
        CountAsync(db, OwnerKind.Account, account, types, db.Accounts.Where(row => row.Id == account));

    /// <summary>Sets the counts of one domain, which are those of all accounts in it and below it.</summary>
    public static Task<IReadOnlyDictionary<ResourceType, long>> CountDomainAsync(Db db, DomainRow domain, IReadOnlyList<ResourceType> types) =>
        CountAsync(db, OwnerKind.Domain, domain.Id, types,
            db.Accounts.Where(row => db.Domains.Any(owner => owner.Id == row.DomainId && owner.Path.StartsWith(domain.Path))));

    private static async Task<IReadOnlyDictionary<ResourceType, long>> CountAsync(
        Db db, OwnerKind kind, long owner, IReadOnlyList<ResourceType> types, IQueryable<AccountRow> accounts)
    {
        var numbers = types.Select(type => (int)type).ToArray();
        var rows = db.ResourceCounts.Where(row => row.OwnerKind == kind && row.OwnerId == owner && numbers.Contains(row.Type));
        // Whoever takes or gives back meanwhile waits for this update, so that nothing is counted twice or forgotten.
        await rows.Set(row => row.Count, row => row.Count + 0).UpdateAsync();
        var there = (await rows.ToListAsync()).ToDictionary(row => row.Type);
        Dictionary<ResourceType, long> counts = [];
        foreach (var type in types)
        {
            var count = await CountAsync(db, type, accounts);
            counts.Add(type, count);
            var number = (int)type;
            if (!there.TryGetValue(number, out var row))
            {
                await db.InsertAsync(new ResourceCountRow { OwnerKind = kind, OwnerId = owner, Type = number, Count = count });
            }
            else if (row.Count != count)
            {
                await db.ResourceCounts.Where(found => found.Id == row.Id).Set(found => found.Count, count).UpdateAsync();
            }
        }
        return counts;
    }

    private static async Task<long> CountAsync(Db db, ResourceType type, IQueryable<AccountRow> accounts) => type switch
    {
        ResourceType.UserVm => await db.VirtualMachines.CountAsync(vm => vm.Type == "User" && vm.Removed.IsNotSet() && !GoneVm.Contains(vm.State)
            && accounts.Any(account => account.Id == vm.AccountId)),
        ResourceType.PublicIp => await db.IpAddresses.CountAsync(ip => ip.State != IpAddressState.Free && !ip.IsSystem
            && accounts.Any(account => account.Id == ip.AccountId)),
        ResourceType.Volume => await db.Volumes.CountAsync(volume => volume.Removed.IsNotSet() && !GoneVolume.Contains(volume.State)
            && accounts.Any(account => account.Id == volume.AccountId)
            && (volume.VmId == null || db.VirtualMachines.Any(vm => vm.Id == volume.VmId && vm.Type == "User" && !GoneVm.Contains(vm.State)))),
        ResourceType.Template => await db.Templates.CountAsync(template => template.Removed.IsNotSet() && template.Type == "USER"
            && accounts.Any(account => account.Id == template.AccountId)),
        ResourceType.Network => await (from network in db.Networks
                                       join offering in db.NetworkOfferings on network.NetworkOfferingId equals offering.Id
                                       where network.Removed.IsNotSet() && network.AclType == "Account" && !network.IsSystem && !offering.SpecifyVlan
                                           && network.TrafficType == "Guest" && accounts.Any(account => account.Id == network.AccountId)
                                       select network.Id).CountAsync(),
        ResourceType.Project => await db.ProjectAccounts.CountAsync(member => member.Role == ProjectRole.Admin
            && db.Projects.Any(project => project.Id == member.ProjectId && project.Removed.IsNotSet()) && accounts.Any(account => account.Id == member.AccountId)),
        ResourceType.Snapshot => await db.Snapshots.CountAsync(snapshot => snapshot.Removed.IsNotSet() && snapshot.State != SnapshotState.Error
            && accounts.Any(account => account.Id == snapshot.AccountId)),
        // There are no VPCs yet.
        _ => 0,
    };
}
