using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>The kinds of resources that can carry tags, and where they are found.</summary>
internal static class TaggedResources
{
    private static readonly string[] Kinds =
    [
        "UserVm", "Template", "ISO", "Volume", "Snapshot", "Network", "LoadBalancer", "PortForwardingRule", "FirewallRule", "SecurityGroup",
        "PublicIpAddress", "Project", "Vpc", "NetworkACL", "StaticRoute",
    ];

    /// <summary>The kind in its proper spelling.</summary>
    /// <exception cref="CloudStackException">There is no such kind (431).</exception>
    public static string Parse(string kind) => Kinds.FirstOrDefault(known => known.Equals(kind, StringComparison.OrdinalIgnoreCase))
        ?? throw CloudStackException.Invalid($"resourcetype cannot be {kind}; it is one of {string.Join(", ", Kinds)}.");

    /// <summary>The resources of some ids, all of which must be there and the caller's to change.</summary>
    /// <exception cref="CloudStackException">One is not there (431), or not the caller's (531).</exception>
    public static async Task<IReadOnlyList<IOwnedRow>> FindAsync(Db db, Identity caller, string kind, IReadOnlyList<string> ids)
    {
        if (ids.Count == 0)
        {
            throw CloudStackException.Invalid("resourceids names no resource.");
        }
        var uuids = ids.Select(id => UuidParameter.Parse("resourceids", id)).Distinct().ToArray();
        var rows = await ReadAsync(db, kind, uuids);
        var missing = uuids.Except(rows.Select(row => row.Uuid)).ToArray();
        if (missing.Length > 0)
        {
            throw CloudStackException.Invalid($"resourceids: there is no {kind} with id {missing[0]}.");
        }
        // Whoever may change one resource of an account may change the others of the kind too.
        foreach (var row in rows.DistinctBy(row => row.AccountId))
        {
            await AccessPolicy.CheckAsync(db, caller, row, AccessType.Modify, kind);
        }
        return rows;
    }

    private static async Task<IReadOnlyList<IOwnedRow>> ReadAsync(Db db, string kind, Guid[] uuids) => kind switch
    {
        "UserVm" => await db.VirtualMachines.Where(row => uuids.Contains(row.Uuid) && row.Removed.IsNotSet() && row.Type == "User").ToListAsync(),
        "Template" => await db.Templates.Where(row => uuids.Contains(row.Uuid) && row.Removed.IsNotSet() && !row.IsIso).ToListAsync(),
        "ISO" => await db.Templates.Where(row => uuids.Contains(row.Uuid) && row.Removed.IsNotSet() && row.IsIso).ToListAsync(),
        "Volume" => await db.Volumes.Where(row => uuids.Contains(row.Uuid) && row.Removed.IsNotSet()).ToListAsync(),
        "Snapshot" => await db.Snapshots.Where(row => uuids.Contains(row.Uuid) && row.Removed.IsNotSet()).ToListAsync(),
        "Network" => await db.Networks.Where(row => uuids.Contains(row.Uuid) && row.Removed.IsNotSet()).ToListAsync(),
        "Project" => await db.Projects.Where(row => uuids.Contains(row.Uuid) && row.Removed.IsNotSet()).ToListAsync(),
        _ => throw CloudStackException.Invalid($"This release has no resources of the kind {kind}. UserVm, Template, ISO, Volume, Snapshot, Network and Project can be tagged."),
    };
}
