using CloudStack.Drivers;
using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;
using Microsoft.Extensions.Logging;

namespace CloudStack.Engine;

/// <summary>
/// Brings one image to the store of one zone. What is written down of it holds only while the turn is this server's: the fence counts the turns, and one
/// that another server has taken over changes nothing more. The store shows an image only when it is whole, so nothing is left to undo.
/// </summary>
internal sealed partial class ImageTransfer(
    Database database, ImageSources sources, ImageStoreGateway gateway, EventLog events, ServerRegistry server, SettingsStore settings, TimeProvider time,
    ILogger<ImageTransfer> logger)
{
    private const int MostAttempts = 10;
    private static readonly TimeSpan BetweenReports = TimeSpan.FromSeconds(2);

    /// <summary>Takes a turn at an image.</summary>
    /// <returns>The place as it then is, or null when another server was first.</returns>
    public async Task<TemplateZoneRow?> ClaimAsync(TemplateZoneRow place, CancellationToken ct)
    {
        var (template, id, fence, holder) = (await TemplateAsync(place.TemplateId, ct), place.Id, place.Fence, server.Id);
        var path = PathOf(template, place);
        var claimed = await database.WriteAsync(async db =>
        {
            var changed = await db.TemplateZones
                .Where(row => row.Id == id && row.Fence == fence && (row.State == TemplateStates.NotDownloaded || row.State == TemplateStates.InProgress))
                .Set(row => row.State, TemplateStates.InProgress)
                .Set(row => row.Percent, 0)
                .Set(row => row.Path, path)
                .Set(row => row.ServerId, (long?)holder)
                .Set(row => row.Fence, row => row.Fence + 1)
                .UpdateAsync();
            if (changed == 1 && place.Attempts == 0)
            {
                await AddEventAsync(db, template, EventType.TemplateDownloadStart, EventState.Started, EventLevel.Info, $"The {Noun(template)} {template.Name} is being fetched");
            }
            return changed == 1;
        }, ct);
        return claimed ? await database.ReadAsync(db => db.TemplateZones.FirstOrDefaultAsync(row => row.Id == id && row.Fence == fence + 1, ct), ct) : null;
    }

    /// <summary>Brings an image that was claimed, and writes down how it went.</summary>
    public async Task RunAsync(TemplateZoneRow place, CancellationToken ct)
    {
        var template = await TemplateAsync(place.TemplateId, ct);
        try
        {
            var facts = await CopyAsync(template, place, ct);
            if (!await EndAsync(template, place, facts, ct))
            {
                await RemoveOrphanAsync(place, ct);
            }
        }
        catch (DriverException exception) when (exception.InnerException is TurnLostException)
        {
            LogLost(template.Name, place.ZoneId);
        }
        catch (DriverException exception)
        {
            await FailAsync(template, place, exception.Message, exception.CanRetry || exception.Outcome == Outcome.Unknown, ct);
        }
        catch (CloudStackException exception)
        {
            await FailAsync(template, place, exception.Message, canRetry: false, ct);
        }
    }

    private async Task<TemplateSourceFacts> CopyAsync(TemplateRow template, TemplateZoneRow place, CancellationToken ct)
    {
        var store = gateway.Connect(await database.ReadAsync(db => db.GetAsync<ImageStoreRow>(place.StoreId!.Value, ct), ct));
        await using var source = await sources.OpenAsync(template, place, ct);
        var most = settings.Current.MaxTemplateIsoSize << 30;
        if (source.Length > most)
        {
            throw ImageContent.TooLarge(most);
        }
        var progress = new TransferProgress(this, time, place, source.Length);
        await using var meter = new SourceMeter(source, most, count => progress.TellAsync(count, ct));
        await using var content = await ImageContent.OpenAsync(meter, PackingOf(place, source), template.Format, most, ct);
        await store.CallAsync((driver, spec) => driver.WriteAsync(spec, place.Path!, content, ct), ct);
        var isDisk = template.Format is "RAW" or "ISO" && !place.Path!.EndsWith(".bz2", StringComparison.Ordinal);
        return content.Facts with { SizeBytes = content.Count, VirtualSizeBytes = isDisk ? content.Count : content.Facts.VirtualSizeBytes };
    }

    private Task<bool> EndAsync(TemplateRow template, TemplateZoneRow place, TemplateSourceFacts facts, CancellationToken ct) => database.WriteAsync(async db =>
    {
        var changed = await db.TemplateZones.Where(row => row.Id == place.Id && row.Fence == place.Fence)
            .Set(row => row.State, TemplateStates.Ready)
            .Set(row => row.Percent, 100)
            .Set(row => row.Error, (string?)null)
            .Set(row => row.ServerId, (long?)null)
            .Set(row => row.RetryAt, (DateTimeOffset?)null)
            .Set(row => row.VirtualSizeBytes, facts.VirtualSizeBytes)
            .Set(row => row.PhysicalSizeBytes, facts.SizeBytes)
            .UpdateAsync();
        if (changed == 1)
        {
            await AddEventAsync(db, template, EventType.TemplateDownloadSuccess, EventState.Completed, EventLevel.Info, $"The {Noun(template)} {template.Name} is ready");
        }
        return changed == 1;
    }, ct);

    private async Task FailAsync(TemplateRow template, TemplateZoneRow place, string why, bool canRetry, CancellationToken ct)
    {
        LogFailed(template.Name, place.ZoneId, why);
        var attempts = place.Attempts + 1;
        var again = canRetry && attempts < MostAttempts;
        var at = time.GetUtcNow() + Retries.DelayAfter(attempts);
        await database.WriteAsync(async db =>
        {
            var changed = await db.TemplateZones.Where(row => row.Id == place.Id && row.Fence == place.Fence)
                .Set(row => row.State, again ? TemplateStates.NotDownloaded : TemplateStates.DownloadError)
                .Set(row => row.Percent, 0)
                .Set(row => row.Error, why)
                .Set(row => row.ServerId, (long?)null)
                .Set(row => row.Attempts, attempts)
                .Set(row => row.RetryAt, again ? at : (DateTimeOffset?)null)
                .UpdateAsync();
            if (changed == 1 && !again)
            {
                await AddEventAsync(db, template, EventType.TemplateDownloadFailed, EventState.Completed, EventLevel.Error, $"The {Noun(template)} {template.Name} could not be fetched: {why}");
            }
        }, ct);
    }

    /// <summary>The turn was lost at the last moment. Where the image itself was given up, what was written goes too.</summary>
    private Task RemoveOrphanAsync(TemplateZoneRow place, CancellationToken ct) => database.WriteAsync(async db =>
    {
        if (!await db.TemplateZones.AnyAsync(row => row.Id == place.Id))
        {
            await ImageRemovals.AddAsync(db, place.StoreId!.Value, place.Path!, time.GetUtcNow());
        }
    }, ct);

    private async Task ReportAsync(TemplateZoneRow place, int percent, CancellationToken ct)
    {
        var changed = await database.WriteAsync(db => db.TemplateZones.Where(row => row.Id == place.Id && row.Fence == place.Fence)
            .Set(row => row.Percent, percent).UpdateAsync(), ct);
        if (changed != 1)
        {
            throw new DriverException(Outcome.NotApplied, "The transfer was given up.", canRetry: false, new TurnLostException());
        }
    }

    private Task<TemplateRow> TemplateAsync(long template, CancellationToken ct) => database.ReadAsync(db => db.GetAsync<TemplateRow>(template, ct), ct);

    private Task AddEventAsync(Db db, TemplateRow template, string type, EventState state, EventLevel level, string text) =>
        events.AddAsync(db, type, state, level, text, Identity.SystemUserId, template.AccountId, template.DomainId);

    /// <summary>Own to each place: an image that is deleted and comes again does not meet the deletion of the former one.</summary>
    private static string PathOf(TemplateRow template, TemplateZoneRow place)
    {
        var packed = Uri.TryCreate(template.Url, UriKind.Absolute, out var url) && ImagePackings.Of(url) == ImagePacking.Bzip2;
        return FormattableString.Invariant($"templates/{template.Uuid}-{place.Id}.{template.Format.ToLowerInvariant()}{(packed ? ".bz2" : "")}");
    }

    /// <summary>What is copied from another store was unpacked when it came there, if that was to be.</summary>
    private static ImagePacking PackingOf(TemplateZoneRow place, ImageSource source) =>
        place.Path!.EndsWith(".bz2", StringComparison.Ordinal) ? ImagePacking.Bzip2 : source.Packing;

    private static string Noun(TemplateRow template) => template.IsIso ? "ISO" : "template";

    [LoggerMessage(LogLevel.Warning, "The template {Name} could not be brought to the zone {Zone}: {Reason}")]
    private partial void LogFailed(string name, long zone, string reason);

    [LoggerMessage(LogLevel.Information, "The template {Name} is brought to the zone {Zone} by another server, or not at all any more.")]
    private partial void LogLost(string name, long zone);

    private sealed class TurnLostException : Exception;

    /// <summary>Writes down every now and then how far a transfer is, and so learns whether it is still wanted.</summary>
    private sealed class TransferProgress(ImageTransfer owner, TimeProvider time, TemplateZoneRow place, long? length)
    {
        private long _told = time.GetTimestamp();

        public Task TellAsync(long count, CancellationToken ct)
        {
            if (time.GetElapsedTime(_told) < BetweenReports)
            {
                return Task.CompletedTask;
            }
            _told = time.GetTimestamp();
            return owner.ReportAsync(place, length is > 0 ? (int)Math.Min(100, count * 100 / length.Value) : 0, ct);
        }
    }
}
