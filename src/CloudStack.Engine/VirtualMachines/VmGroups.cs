using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Puts VMs into instance groups by the group's name.</summary>
internal static class VmGroups
{
    /// <summary>A VM is in one group at most: it leaves the one that it is in. A group that is not there is made; an empty name only leaves.</summary>
    public static async Task JoinAsync(Db db, IIdSource ids, string name, long account, long domain, long vm, DateTimeOffset now)
    {
        await db.InstanceGroupMembers.Where(member => member.VmId == vm).DeleteAsync();
        if (name.Length == 0)
        {
            return;
        }
        var group = await db.InstanceGroups.FirstOrDefaultAsync(row => row.AccountId == account && row.Name == name && row.Removed.IsNotSet())
            ?? await db.InsertRowAsync(new InstanceGroupRow { Uuid = ids.NewGuid(), Name = name, AccountId = account, DomainId = domain, Created = now });
        await db.InsertAsync(new InstanceGroupMemberRow { GroupId = group.Id, VmId = vm });
    }
}
