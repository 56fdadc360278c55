using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>VPC offerings as clients see them.</summary>
internal static class VpcOfferingViews
{
    public static async Task<VpcOffering> ReadAsync(Db db, long id) =>
        (await ShowAsync(db, [await db.VpcOfferings.FirstAsync(row => row.Id == id)]))[0];

    public static async Task<IReadOnlyList<VpcOffering>> ShowAsync(Db db, IReadOnlyList<VpcOfferingRow> rows)
    {
        var ids = rows.Select(row => row.Id).ToList();
        var services = (await db.VpcOfferingServices.Where(row => ids.Contains(row.VpcOfferingId)).OrderBy(row => row.Id).ToListAsync())
            .ToLookup(row => row.VpcOfferingId, row => (row.Service, (string?)row.Provider));
        return [.. rows.Select(row => new VpcOffering
        {
            Id = new(row.Uuid),
            Name = row.Name,
            DisplayText = row.DisplayText,
            Created = row.Created,
            IsDefault = row.IsDefault,
            State = row.State,
            Service = NetworkServiceViews.Of(services[row.Id]),
        })];
    }

    /// <exception cref="CloudStackException">Another VPC offering has the name (431).</exception>
    public static async Task CheckNameAsync(Db db, string name, long except = 0)
    {
        if (await db.VpcOfferings.AnyAsync(row => row.Name == name && row.Removed.IsNotSet() && row.Id != except))
        {
            throw CloudStackException.Invalid($"There is a VPC offering with the name {name} already. Choose another name.");
        }
    }
}
