using CloudStack.Engine.Persistence;
using CloudStack.Placement;
using LinqToDB;
using LinqToDB.Async;
using LinqToDB.Data;

namespace CloudStack.Engine;

/// <summary>
/// Which VMs are in which affinity groups, and what that asks of their places. <see cref="VirtualMachineRow.InAffinityGroups"/> says of a VM whether to
/// ask at all. A decision names the versions of the groups that it was made on, and its claim counts them up: of two at once, one is made again.
/// </summary>
internal static class AffinityGroups
{
    private const string Claim = "update affinity_group set version = version + 1 where id = @id and version = @version and removed is null";

    /// <summary>The groups that a command names, by id or by name, for a VM of an owner.</summary>
    /// <exception cref="CloudStackException">Both ways are used, there is no such group, or another owner has it (431).</exception>
    public static async Task<IReadOnlyList<AffinityGroupRow>> FindAsync(
        Db db, CommandContext context, IReadOnlyList<AffinityGroupId>? ids, IReadOnlyList<string>? names, long account, CancellationToken ct = default)
    {
        if (ids is { Count: > 0 } && names is { Count: > 0 })
        {
            throw CloudStackException.Invalid("Give affinitygroupids or affinitygroupnames, not both.");
        }
        List<AffinityGroupRow> groups = [.. (ids ?? []).Distinct().Select(id => context.Row<AffinityGroupRow>(id.Value))];
        if (groups.Find(group => group.AccountId != account) is { } foreign)
        {
            throw CloudStackException.Invalid($"The affinity group {foreign.Name} ({foreign.Uuid}) belongs to another owner than the virtual machine. "
                + "Choose a group of the virtual machine's owner, or make one there.");
        }
        if (names is { Count: > 0 })
        {
            var wanted = names.Distinct(StringComparer.Ordinal).ToArray();
            groups = await db.AffinityGroups.Where(row => row.AccountId == account && wanted.Contains(row.LiveName)).ToListAsync(ct);
            if (wanted.FirstOrDefault(name => !groups.Exists(group => group.Name == name)) is { } unknown)
            {
                throw CloudStackException.Invalid($"The owner of the virtual machine has no affinity group {unknown}. Make it first, or look for its name in listAffinityGroups.");
            }
        }
        return groups;
    }

    /// <summary>Puts a VM into groups.</summary>
    /// <exception cref="CloudStackException">A group was deleted in the meantime (431).</exception>
    public static async Task JoinAsync(Db db, long vm, IReadOnlyList<AffinityGroupRow> groups)
    {
        if (groups.Count == 0)
        {
            return;
        }
        var ids = groups.Select(group => group.Id).ToArray();
        if (await db.AffinityGroups.Where(row => ids.Contains(row.Id) && row.Removed.IsNotSet())
            .InsertAsync(db.AffinityMembers, row => new AffinityMemberRow { GroupId = row.Id, VmId = vm }) != ids.Length)
        {
            throw CloudStackException.Invalid($"Of the affinity groups {string.Join(", ", groups.Select(group => group.Name))} one was deleted in the meantime. Leave it out, or make it anew.");
        }
    }

    /// <summary>Takes a VM out of all groups; its row is the caller's to change.</summary>
    public static Task LeaveAsync(Db db, long vm) => db.AffinityMembers.Where(member => member.VmId == vm).DeleteAsync();

    /// <summary>Removes groups; what was in them is in them no more.</summary>
    public static async Task RemoveAsync(Db db, IReadOnlyCollection<long> groups, DateTimeOffset now, CancellationToken ct)
    {
        // The group first: a VM that is just joining it has its row locked.
        await db.AffinityGroups.Where(row => groups.Contains(row.Id) && row.Removed.IsNotSet())
            .Set(row => row.Removed, now)
            .Set(row => row.LiveName, (string?)null)
            .Set(row => row.Version, row => row.Version + 1)
            .UpdateAsync(ct);
        var vms = await db.AffinityMembers.Where(member => groups.Contains(member.GroupId)).Select(member => member.VmId).Distinct().ToListAsync(ct);
        await db.AffinityMembers.Where(member => groups.Contains(member.GroupId)).DeleteAsync(ct);
        await db.VirtualMachines.Where(vm => vms.Contains(vm.Id) && !db.AffinityMembers.Any(member => member.VmId == vm.Id))
            .Set(vm => vm.InAffinityGroups, false)
            .UpdateAsync(ct);
    }

    /// <summary>What the groups of a VM ask, with the other members that have a host. Two queries; ask only of a VM that is in groups.</summary>
    public static async Task<AffinityRules> RulesAsync(Db db, long vm, CancellationToken ct = default)
    {
        var own = await (from member in db.AffinityMembers
                         join row in db.AffinityGroups on member.GroupId equals row.Id
                         where member.VmId == vm && row.Removed.IsNotSet()
                         orderby row.Id
                         select row).ToListAsync(ct);
        return new(own, await MembersAsync(db, own, vm, ct));
    }

    /// <summary>The same for a VM that is not recorded yet.</summary>
    public static async Task<AffinityRules> RulesAsync(Db db, IReadOnlyList<AffinityGroupRow> groups, CancellationToken ct) =>
        new(groups, await MembersAsync(db, groups, 0, ct));

    /// <summary>Makes a claim of a host good only while no other member of the groups claims one. For groups that refuse; the others only prefer.</summary>
    public static void ClaimAtCommit(Db db, IReadOnlyList<AffinityVersion> versions)
    {
        foreach (var (id, version) in versions)
        {
            db.AtCommit(Claim, 1, DataParameter.Int64("id", id), DataParameter.Int64("version", version));
        }
    }

    private static async Task<List<PlacedMember>> MembersAsync(Db db, IReadOnlyList<AffinityGroupRow> groups, long except, CancellationToken ct)
    {
        var ids = groups.Select(group => group.Id).ToArray();
        return ids.Length == 0 ? [] : await (from member in db.AffinityMembers
                                             join vm in db.VirtualMachines on member.VmId equals vm.Id
                                             from host in db.Hosts.Where(host => host.Id == vm.HostId || host.Id == vm.TargetHostId)
                                             where ids.Contains(member.GroupId) && vm.Id != except && vm.Removed.IsNotSet()
                                             orderby vm.Id, host.Id
                                             select new PlacedMember(member.GroupId, vm.InstanceName, host.Uuid, host.Name)).ToListAsync(ct);
    }
}

/// <summary>The groups of a VM and their other members.</summary>
internal sealed class AffinityRules
{
    public AffinityRules(IReadOnlyList<AffinityGroupRow> groups, IReadOnlyList<PlacedMember> members)
    {
        var byGroup = members.ToLookup(member => member.GroupId, member => new AffinityMember(member.Vm, new HostId(member.Host), member.HostName));
        Rules = [.. groups.Select(group => new AffinityRule(new AffinityGroupId(group.Uuid), group.Name, group.Type, [.. byGroup[group.Id]]))];
        Versions = [.. groups.Zip(Rules).Where(pair => pair.Second.IsHard).Select(pair => new AffinityVersion(pair.First.Id, pair.First.Version))];
    }

    /// <summary>What they ask, in placement's words.</summary>
    public IReadOnlyList<AffinityRule> Rules { get; }

    /// <summary>The state of the groups that refuse, by which a claim is made sure of; in the order of their numbers.</summary>
    public IReadOnlyList<AffinityVersion> Versions { get; }

    /// <summary>Why the VM may not be on a host, or null when it may.</summary>
    public string? RefusalOf(Guid host)
    {
        foreach (var rule in Rules)
        {
            if (rule.IsHard && rule.MemberAgainst(new HostId(host)) is { } member)
            {
                return rule.Reason(member);
            }
        }
        return null;
    }
}

/// <summary>An affinity group as a decision saw it.</summary>
internal readonly record struct AffinityVersion(long Id, long Version);

/// <summary>A member of a group, on one host.</summary>
internal sealed record PlacedMember(long GroupId, string Vm, Guid Host, string HostName);
