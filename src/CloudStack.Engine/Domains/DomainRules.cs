using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>What holds for every domain.</summary>
internal static class DomainRules
{
    /// <summary>Paths stay this short, so that what is appended when a domain is removed has room.</summary>
    private const int LongestPath = 190;

    /// <summary>
    /// Makes everybody else wait who adds, renames or removes something directly in this domain, until the transaction ends. Take it before the
    /// names in it are looked at.
    /// </summary>
    public static Task LockAsync(Db db, long domain) =>
        db.Domains.Where(row => row.Id == domain).Set(row => row.Version, row => row.Version + 1).UpdateAsync();

    public static void CheckName(string name)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Contains('/', StringComparison.Ordinal))
        {
            throw CloudStackException.Invalid($"A domain cannot be called '{name}': a name is not blank and holds no slash, which separates the names of a path.");
        }
    }

    public static string PathOf(string parentPath, string name)
    {
        var path = $"{parentPath}{name}/";
        return path.Length <= LongestPath ? path
            : throw CloudStackException.Invalid($"The path {path} is {path.Length} characters long; at most {LongestPath} are allowed. Choose a shorter name.");
    }

    /// <exception cref="CloudStackException">The parent has another domain of that name (431).</exception>
    public static async Task CheckFreeAsync(Db db, DomainRow parent, string name, long except = 0)
    {
        var lower = name.ToLowerInvariant();
        if (await db.Domains.AnyAsync(row => row.ParentId == parent.Id && row.Name.ToLower() == lower && row.Removed.IsNotSet() && row.Id != except))
        {
            throw CloudStackException.Invalid($"There is a domain {name} below {parent.Name} already. Choose another name.");
        }
    }

    /// <exception cref="CloudStackException">It is being deleted (431).</exception>
    public static void CheckActive(DomainRow domain)
    {
        if (domain.State != DomainState.Active || domain.Removed is not null)
        {
            throw CloudStackException.Invalid($"The domain {domain.Name} is being deleted; nothing can be added to it.");
        }
    }

    /// <summary>Gives a domain another path, and with it all that ever was below it.</summary>
    public static Task MoveAsync(Db db, string from, string to)
    {
        var length = from.Length;
        return db.Domains.Where(row => row.Path.StartsWith(from)).Set(row => row.Path, row => to + row.Path.Substring(length)).UpdateAsync();
    }
}
