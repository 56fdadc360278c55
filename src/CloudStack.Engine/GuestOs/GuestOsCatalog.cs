using System.Collections.Frozen;
using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>The guest operating systems in memory: a cloud gets them when it is made, and they do not change.</summary>
internal sealed class GuestOsCatalog
{
    private FrozenDictionary<long, KnownGuestOs> _known = FrozenDictionary<long, KnownGuestOs>.Empty;

    /// <summary>One of them; null when there is none with this number.</summary>
    public async ValueTask<KnownGuestOs?> FindAsync(Db db, long id, CancellationToken ct = default)
    {
        if (!_known.TryGetValue(id, out var found))
        {
            var rows = await (from guestOs in db.GuestOsTypes
                              from category in db.GuestOsCategories.Where(row => row.Id == guestOs.CategoryId).DefaultIfEmpty()
                              select new { guestOs.Id, guestOs.Name, Category = (Guid?)category.Uuid }).ToListAsync(ct);
            _known = rows.ToFrozenDictionary(row => row.Id, row => new KnownGuestOs(row.Name, row.Category is { } category ? new GuestOsCategoryId(category) : null));
            found = _known.GetValueOrDefault(id);
        }
        return found;
    }
}

/// <summary>A guest operating system.</summary>
internal sealed record KnownGuestOs(string Name, GuestOsCategoryId? Category);
