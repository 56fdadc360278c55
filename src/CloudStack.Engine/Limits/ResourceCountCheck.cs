using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Recounts everything every <c>resourcecount.check.interval</c> seconds; one owner at a time, so that nobody waits long.</summary>
internal sealed class ResourceCountCheck(Database database, SettingsStore settings) : IReconciler
{
    private static readonly ResourceType[] AllTypes = Enum.GetValues<ResourceType>();

    public string Name => "resource count check";

    public TimeSpan Interval => settings.Current.ResourceCountCheckInterval > 0 ? TimeSpan.FromSeconds(settings.Current.ResourceCountCheckInterval) : TimeSpan.FromMinutes(5);

    public async Task RunAsync(CancellationToken ct)
    {
        if (settings.Current.ResourceCountCheckInterval <= 0)
        {
            return;
        }
        var (accounts, domains) = await database.ReadAsync(async db => (
            await db.Accounts.Where(row => row.Removed.IsNotSet()).Select(row => row.Id).ToListAsync(ct),
            await db.Domains.Where(row => row.Removed.IsNotSet()).ToListAsync(ct)), ct);
        foreach (var account in accounts)
        {
            await database.WriteAsync(db => ResourceRecount.CountAccountAsync(db, account, AllTypes), ct);
        }
        foreach (var domain in domains)
        {
            await database.WriteAsync(db => ResourceRecount.CountDomainAsync(db, domain, AllTypes), ct);
        }
    }
}
