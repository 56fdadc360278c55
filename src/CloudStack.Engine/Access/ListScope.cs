using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>
/// Which accounts' things a list shows (4.1's owner filters): one account, one domain, a domain with those below it, or everything; and of these, whether
/// what is in projects, which only is shown where it is asked for.
/// </summary>
internal sealed record ListScope(long? AccountId, long? DomainId, string? DomainPath)
{
    public static ListScope Everything { get; } = new(null, null, null);

    /// <summary>Whether things of projects are shown, where no one account is meant.</summary>
    public ProjectThings Projects { get; init; }

    /// <summary>An account: what is in the projects that it is in is shown, beside what <see cref="AccountId"/> owns.</summary>
    public long? MemberId { get; init; }

    /// <summary>Whether it is bound to nobody, so that what belongs to no one is in it too.</summary>
    public bool IsUnbound => AccountId is null && DomainId is null && DomainPath is null && MemberId is null && Projects != ProjectThings.Only;

    /// <summary>
    /// From a list command's account, projectid, domainid, listall and isrecursive; <paramref name="namesOne"/> when it asks for one entity by its id.
    /// </summary>
    public static async Task<ListScope> ResolveAsync(Db db, Identity caller, IOwnerFiltered filter, DomainRow? domain, ProjectRow? project, bool namesOne)
    {
        if (filter.ProjectId is not null)
        {
            Owner.CheckOne(filter.Account);
            return await OfProjectsAsync(db, caller, filter, domain, project);
        }
        var projects = namesOne ? ProjectThings.Too : ProjectThings.None;
        if (filter.Account is not null)
        {
            // A list looks in the caller's domain when it does not say in which.
            domain ??= await db.Domains.FirstAsync(row => row.Id == caller.DomainId);
            var owner = await Owner.ResolveAsync(db, caller, filter.Account, domain, access: AccessType.Use);
            return new(owner.AccountId, null, null);
        }
        if (domain is not null)
        {
            await AccessPolicy.CheckAsync(db, caller, domain, AccessType.Use, "domain");
            if (!caller.IsRoot && !caller.IsDomainAdmin)
            {
                return new(caller.AccountId, null, null);
            }
            return Of(domain, filter.IsRecursive == true, projects);
        }
        if (filter.ListAll == true || namesOne)
        {
            return caller.IsRoot ? Everything with { Projects = projects }
                : caller.IsDomainAdmin ? new(null, null, caller.DomainPath) { Projects = projects }
                : new(caller.AccountId, null, null) { MemberId = namesOne ? caller.AccountId : null };
        }
        return new(caller.AccountId, null, null);
    }

    /// <summary>One project, or with -1 all: those that a user is in, those of an administrator's domains.</summary>
    private static async Task<ListScope> OfProjectsAsync(Db db, Identity caller, IOwnerFiltered filter, DomainRow? domain, ProjectRow? project)
    {
        if (domain is not null)
        {
            await AccessPolicy.CheckAsync(db, caller, domain, AccessType.Use, "domain");
        }
        if (project is not null)
        {
            await AccessPolicy.CheckAsync(db, caller, project, AccessType.Use, "project");
            return domain is null || domain.Id == project.DomainId
                || (filter.IsRecursive == true && await db.Domains.AnyAsync(row => row.Id == project.DomainId && row.Path.StartsWith(domain.Path)))
                ? new(project.AccountId, null, null)
                : throw CloudStackException.Invalid($"The project {project.Name} is not in the domain {domain.Name}. Leave domainid out.");
        }
        if (!caller.IsRoot && !caller.IsDomainAdmin)
        {
            return Everything with { Projects = ProjectThings.Only, MemberId = caller.AccountId };
        }
        return domain is not null ? Of(domain, filter.IsRecursive == true, ProjectThings.Only)
            : (caller.IsRoot ? Everything : new(null, null, caller.DomainPath)) with { Projects = ProjectThings.Only };
    }

    private static ListScope Of(DomainRow domain, bool isRecursive, ProjectThings projects) =>
        (isRecursive ? new ListScope(null, null, domain.Path) : new(null, domain.Id, null)) with { Projects = projects };
}

/// <summary>What a list shows of projects.</summary>
internal enum ProjectThings
{
    None,
    Too,
    Only,
}
