using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>What holds for regions in more than one command.</summary>
internal static class RegionRules
{
    public static string Endpoint(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? text
        : throw CloudStackException.Invalid($"endpoint must be the address of an API, such as http://region2.example:8080/client/, not {text}.");

    public static async Task<RegionRow> FindAsync(Db db, int number) =>
        await db.Regions.FirstOrDefaultAsync(row => row.Number == number) ?? throw CloudStackException.Invalid($"id: there is no region {number}.");

    public static async Task CheckNameAsync(Db db, string name, int except)
    {
        if (await db.Regions.AnyAsync(row => row.Name == name && row.Number != except))
        {
            throw CloudStackException.Invalid($"There is a region with the name {name} already. Choose another name.");
        }
    }

    public static Region View(RegionRow row) => new() { Id = row.Number, Name = row.Name, Endpoint = row.Endpoint };
}
