using System.Globalization;
using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.Async;
using Microsoft.Extensions.Logging;

namespace CloudStack.Engine;

/// <summary>
/// Mails alerts to the addresses of the settings <c>alert.email.*</c> and <c>alert.smtp.*</c>: each when it is new, and one that is renewed again after a
/// day. Where several servers look, one of them sends it; a mail that could not be sent is tried again.
/// </summary>
internal sealed partial class AlertMails(Database database, SettingsStore settings, TimeProvider time, ILogger<AlertMails> logger) : IReconciler
{
    /// <summary>As many as one run sends.</summary>
    private const int AtOnce = 50;
    private static readonly TimeSpan Again = TimeSpan.FromDays(1);

    public string Name => "alert mails";

    public TimeSpan Interval => TimeSpan.FromSeconds(10);

    public async Task RunAsync(CancellationToken ct)
    {
        var current = settings.Current;
        var addresses = (current.AlertEmailAddresses ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (addresses.Length == 0 || string.IsNullOrEmpty(current.AlertSmtpHost) || string.IsNullOrEmpty(current.AlertEmailSender))
        {
            return;
        }
        var server = new SmtpAccount(current.AlertSmtpHost, current.AlertSmtpPort, current.AlertSmtpUseAuth == true, current.AlertSmtpUsername, current.AlertSmtpPassword);
        var now = time.GetUtcNow();
        var before = now - Again;
        var due = await database.ReadAsync(db => (from alert in db.Alerts
                                                  from zone in db.Zones.Where(row => row.Id == alert.ZoneId).DefaultIfEmpty()
                                                  from pod in db.Pods.Where(row => row.Id == alert.PodId).DefaultIfEmpty()
                                                  from cluster in db.Clusters.Where(row => row.Id == alert.ClusterId).DefaultIfEmpty()
                                                  where alert.Resolved == null && !alert.Archived
                                                      && (alert.Mailed == null || (alert.Mailed < before && alert.LastSent > alert.Mailed))
                                                  orderby alert.Id
                                                  select new Due(alert, zone.Name, pod.Name, cluster.Name)).Take(AtOnce).ToListAsync(ct), ct);
        foreach (var (alert, zone, pod, cluster) in due)
        {
            if (await database.WriteAsync(db => MarkAsync(db, alert.Id, alert.Mailed, now), ct) != 1)
            {
                continue;
            }
            try
            {
                await SmtpMail.SendAsync(server, current.AlertEmailSender, addresses, alert.Subject, Text(alert, zone, pod, cluster), ct);
            }
            catch (Exception exception)
            {
                await database.WriteAsync(db => MarkAsync(db, alert.Id, now, alert.Mailed), CancellationToken.None);
                if (exception is not CloudStackException)
                {
                    throw;
                }
                // The next would fail in the same way.
                LogFailed(exception, alert.Subject);
                return;
            }
        }
    }

    private static Task<int> MarkAsync(Db db, long alert, DateTimeOffset? from, DateTimeOffset? to) =>
        (from is null ? db.Alerts.Where(row => row.Id == alert && row.Mailed == null) : db.Alerts.Where(row => row.Id == alert && row.Mailed == from))
            .Set(row => row.Mailed, to).UpdateAsync();

    private static string Text(AlertRow alert, string? zone, string? pod, string? cluster)
    {
        (string Name, string? Value)[] lines =
        [
            ("Zone", zone), ("Pod", pod), ("Cluster", cluster), ("Type", alert.Type.ToString(CultureInfo.InvariantCulture)),
            ("Since", alert.Created.ToString("u", CultureInfo.InvariantCulture)), ("Raised", alert.Count == 1 ? "once" : $"{alert.Count} times"),
        ];
        return alert.Subject + "\n\n" + string.Join('\n', lines.Where(line => line.Value is not null).Select(line => $"{line.Name}: {line.Value}")) + "\n";
    }

    [LoggerMessage(LogLevel.Warning, "The alert \"{Subject}\" could not be mailed; it is tried again. Check the settings alert.smtp.*.")]
    private partial void LogFailed(Exception exception, string subject);

    private sealed record Due(AlertRow Alert, string? Zone, string? Pod, string? Cluster);
}
