using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>
/// Who may use or change an entity (4.1's DomainChecker): root everything, a domain administrator what lies in its domains, a user its own.
/// What can be shared has rules of its own below.
/// </summary>
internal static class AccessPolicy
{
    /// <exception cref="CloudStackException">The caller may not (531).</exception>
    public static async Task CheckAsync(Db db, Identity caller, IEntityRow row, AccessType access, string noun)
    {
        if (!caller.IsRoot && !await AllowsAsync(db, caller, row, access))
        {
            throw CloudStackException.Denied($"{caller.AccountName} may not {(access == AccessType.Modify ? "change" : "use")} the {noun} {row.Uuid}.");
        }
    }

    public static async Task<bool> AllowsAsync(Db db, Identity caller, IEntityRow row, AccessType access) => row switch
    {
        _ when caller.IsRoot => true,
        TemplateRow template => await OwnsAsync(db, caller, template)
            || (access == AccessType.Use && (template.IsPublic || await IsSharedWithAsync(db, caller, template))),
        ProjectRow project => await AllowsProjectAsync(db, caller, project.Id, project.DomainId, access),
        ProjectInvitationRow invitation => await AllowsProjectAsync(db, caller, invitation.ProjectId, invitation.DomainId, access),
        NetworkRow network => await OwnsAsync(db, caller, network) || (access == AccessType.Use && await MayUseAsync(db, caller, network)),
        IOwnedRow owned => await OwnsAsync(db, caller, owned),
        DomainRow domain => caller.IsDomainAdmin ? caller.Covers(domain.Path) : access == AccessType.Use && domain.Id == caller.DomainId,
        AccountRow account => await AllowsAsync(db, caller, account, access),
        UserRow user => await AllowsAsync(db, caller, await db.Accounts.FirstAsync(account => account.Id == user.AccountId), access),
        JobRow job => job.AccountId == caller.AccountId || (caller.IsDomainAdmin && caller.Covers(await PathOfAccountAsync(db, job.AccountId))),
        ZoneRow zone => access == AccessType.Use && await ReachesAsync(db, caller, zone.DomainId),
        ServiceOfferingRow offering => access == AccessType.Use && await ReachesAsync(db, caller, offering.DomainId),
        DiskOfferingRow offering => access == AccessType.Use && await ReachesAsync(db, caller, offering.DomainId),
        _ => true,
    };

    /// <summary>Root administrators are never changed by others, not even by an administrator of the domain ROOT, who could make himself one.</summary>
    private static async Task<bool> AllowsAsync(Db db, Identity caller, AccountRow account, AccessType access) =>
        account.Id == caller.AccountId
        || (caller.IsDomainAdmin && caller.Covers(await PathAsync(db, account.DomainId)) && (access == AccessType.Use || account.Type != AccountType.Admin));

    /// <summary>What is dedicated to a domain serves that domain and those below it; administrators above it see it too.</summary>
    public static async Task<bool> ReachesAsync(Db db, Identity caller, long? dedicatedTo)
    {
        if (dedicatedTo is null || caller.IsRoot || dedicatedTo == caller.DomainId)
        {
            return true;
        }
        var path = await PathAsync(db, dedicatedTo.Value);
        return caller.DomainPath.StartsWith(path, StringComparison.Ordinal) || (caller.IsDomainAdmin && caller.Covers(path));
    }

    /// <summary>What is in a project belongs to all its accounts alike.</summary>
    private static async Task<bool> OwnsAsync(Db db, Identity caller, IOwnedRow row) =>
        row.AccountId == caller.AccountId || (caller.IsDomainAdmin && caller.Covers(await PathAsync(db, row.DomainId)))
        || await db.ProjectAccounts.AnyAsync(member => member.ProjectAccountId == row.AccountId && member.AccountId == caller.AccountId);

    /// <summary>A project is used by all its accounts, and changed by its administrator only.</summary>
    private static async Task<bool> AllowsProjectAsync(Db db, Identity caller, long project, long domain, AccessType access) =>
        (caller.IsDomainAdmin && caller.Covers(await PathAsync(db, domain)))
        || await db.ProjectAccounts.AnyAsync(member => member.ProjectId == project && member.AccountId == caller.AccountId
            && (access == AccessType.Use || member.Role == ProjectRole.Admin));

    private static Task<bool> IsSharedWithAsync(Db db, Identity caller, TemplateRow template) =>
        db.TemplatePermissions.AnyAsync(permission => permission.TemplateId == template.Id && (permission.AccountId == caller.AccountId
            || db.ProjectAccounts.Any(member => member.ProjectAccountId == permission.AccountId && member.AccountId == caller.AccountId)));

    private static async Task<bool> MayUseAsync(Db db, Identity caller, NetworkRow network)
    {
        if (network.AclType != "Domain")
        {
            return false;
        }
        var path = await PathAsync(db, network.DomainId);
        return network.SubdomainAccess ? caller.DomainPath.StartsWith(path, StringComparison.Ordinal) : caller.DomainPath == path;
    }

    private static async Task<string> PathAsync(Db db, long domain) =>
        await db.Domains.Where(row => row.Id == domain).Select(row => row.Path).FirstOrDefaultAsync() ?? "";

    private static async Task<string> PathOfAccountAsync(Db db, long account) =>
        await (from row in db.Accounts
               join domain in db.Domains on row.DomainId equals domain.Id
               where row.Id == account
               select domain.Path).FirstOrDefaultAsync() ?? "";
}
