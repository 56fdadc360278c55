using CloudStack.Drivers;
using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;
using Microsoft.Extensions.Logging;

namespace CloudStack.Engine;

/// <summary>Deletes images from their stores that nothing names any more. Deleting twice does no harm, so several servers need not agree who does it.</summary>
internal sealed partial class ImageRemovals(Database database, ImageStoreGateway gateway, TimeProvider time, ILogger<ImageRemovals> logger) : IReconciler
{
    public string Name => "image removal";

    public TimeSpan Interval => TimeSpan.FromSeconds(10);

    /// <summary>Has an image deleted after the commit of the transaction that gives it up.</summary>
    public static Task AddAsync(Db db, long store, string path, DateTimeOffset now) =>
        db.InsertAsync(new ImageRemovalRow { StoreId = store, Path = path, Created = now });

    public async Task RunAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var due = await database.ReadAsync(db => (from removal in db.ImageRemovals
                                                  join store in db.ImageStores on removal.StoreId equals store.Id
                                                  where removal.RetryAt == null || removal.RetryAt <= now
                                                  orderby removal.Id
                                                  select new { Removal = removal, Store = store }).ToListAsync(ct), ct);
        foreach (var one in due)
        {
            await RemoveAsync(one.Removal, one.Store, ct);
        }
    }

    private async Task RemoveAsync(ImageRemovalRow removal, ImageStoreRow store, CancellationToken ct)
    {
        try
        {
            await gateway.Connect(store).CallAsync((driver, spec) => driver.RemoveAsync(spec, removal.Path, ct), ct);
            await database.WriteAsync(db => db.ImageRemovals.DeleteAsync(row => row.Id == removal.Id), ct);
        }
        catch (Exception exception) when (exception is DriverException or CloudStackException)
        {
            LogFailed(exception, removal.Path, store.Url);
            var (attempts, at) = (removal.Attempts + 1, time.GetUtcNow() + Retries.DelayAfter(removal.Attempts + 1));
            await database.WriteAsync(db => db.ImageRemovals.Where(row => row.Id == removal.Id)
                .Set(row => row.Attempts, attempts).Set(row => row.RetryAt, (DateTimeOffset?)at).UpdateAsync(), ct);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The image {Path} could not be deleted from {Store}; it is tried again.")]
    private partial void LogFailed(Exception exception, string path, string store);
}
