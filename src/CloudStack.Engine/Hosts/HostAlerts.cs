using CloudStack.Engine.Persistence;
using LinqToDB;

namespace CloudStack.Engine;

/// <summary>What administrators are told about hosts that do not answer.</summary>
internal static class HostAlerts
{
    public static string Disconnected(HostRow host) => $"The host {host.Name} does not answer";

    public static string Lost(HostRow host) => $"The host {host.Name} has not answered for longer than ping.timeout allows";

    /// <summary>Ends the alerts of a host that answers again.</summary>
    public static Task ResolveAsync(Db db, HostRow host, DateTimeOffset now)
    {
        string[] subjects = [Disconnected(host), Lost(host)];
        return db.Alerts.Where(row => row.Type == AlertLog.Host && subjects.Contains(row.Subject) && row.Resolved == null)
            .Set(row => row.Resolved, now).UpdateAsync();
    }
}
