using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Affinity groups as clients see them.</summary>
internal static class AffinityGroupViews
{
    /// <summary>The view of each row, as part of the query; VMs are added by <see cref="WithMembersAsync"/>.</summary>
    public static IQueryable<AffinityGroupView> AsAffinityGroups(this IQueryable<AffinityGroupRow> groups, Db db) =>
        from row in groups
        join account in db.Accounts on row.AccountId equals account.Id
        join domain in db.Domains on row.DomainId equals domain.Id
        from project in db.Projects.Where(project => project.AccountId == row.AccountId).DefaultIfEmpty()
        orderby row.Id
        select new AffinityGroupView(row.Id, row.Type, new AffinityGroup
        {
            Id = new AffinityGroupId(row.Uuid),
            Name = row.Name,
            Description = row.Description,
            Account = project == null ? account.Name : null,
            ProjectId = project == null ? null : new ProjectId(project.Uuid),
            Project = project == null ? null : project.Name,
            DomainId = new DomainId(domain.Uuid),
            Domain = domain.Name,
        });

    /// <summary>Adds the types' names, and the VMs of all groups with one query.</summary>
    public static async Task<IReadOnlyList<AffinityGroup>> WithMembersAsync(Db db, IReadOnlyList<AffinityGroupView> page, CancellationToken ct)
    {
        var ids = page.Select(group => group.Id).ToArray();
        var members = await (from member in db.AffinityMembers
                             join vm in db.VirtualMachines on member.VmId equals vm.Id
                             where ids.Contains(member.GroupId) && vm.Removed.IsNotSet()
                             orderby vm.Id
                             select new { member.GroupId, vm.Uuid }).ToListAsync(ct);
        var byGroup = members.ToLookup(member => member.GroupId, member => new VirtualMachineId(member.Uuid));
        return [.. page.Select(group => group.View with { Type = AffinityTypes.NameOf(group.Type), VirtualMachineIds = [.. byGroup[group.Id]] })];
    }

    public static async Task<AffinityGroup> ReadAsync(Db db, long id) =>
        (await WithMembersAsync(db, await db.AffinityGroups.Where(row => row.Id == id).AsAffinityGroups(db).ToListAsync(), CancellationToken.None))[0];

    /// <summary>The groups of some VMs, by the number of the VM, as parts of those VMs.</summary>
    public static async Task<ILookup<long, AffinityGroup>> ByVmAsync(Db db, IReadOnlyCollection<long> vms)
    {
        var found = await (from member in db.AffinityMembers
                           join row in db.AffinityGroups on member.GroupId equals row.Id
                           where vms.Contains(member.VmId) && row.Removed.IsNotSet()
                           orderby row.Id
                           select new { member.VmId, row.Uuid, row.Name, row.Type, row.Description }).ToListAsync();
        return found.ToLookup(row => row.VmId, row => new AffinityGroup
        {
            Id = new AffinityGroupId(row.Uuid),
            Name = row.Name,
            Type = AffinityTypes.NameOf(row.Type),
            Description = row.Description,
        });
    }
}

/// <summary>A view with the number of its row, by which VMs are found.</summary>
internal sealed record AffinityGroupView(long Id, AffinityType Type, AffinityGroup View);
