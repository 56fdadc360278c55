using CloudStack.Drivers;
using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine;

/// <summary>Asks the image stores how large and how full they are.</summary>
internal sealed class ImageStoreStatistics(Database database, ImageStoreGateway gateway, SettingsStore settings) : IReconciler
{
    public string Name => "image store statistics";

    public TimeSpan Interval => TimeSpan.FromMilliseconds(Math.Max(1000, settings.Current.StorageStatsInterval));

    public async Task RunAsync(CancellationToken ct)
    {
        foreach (var store in await database.ReadAsync(db => db.ImageStores.Where(row => row.Removed.IsNotSet()).ToListAsync(ct), ct))
        {
            try
            {
                var (total, used) = await gateway.Connect(store).CallAsync((driver, spec) => driver.ProbeAsync(spec, ct), ct);
                await database.WriteAsync(db => db.ImageStores.Where(row => row.Id == store.Id)
                    .Set(row => row.CapacityBytes, total).Set(row => row.UsedBytes, used).UpdateAsync(), ct);
            }
            catch (Exception exception) when (exception is DriverException or CloudStackException)
            {
                // The figures stay as they are; transfers tell what is wrong with the store.
            }
        }
    }
}
