using System.Globalization;
using LinqToDB;

namespace CloudStack.Engine;

internal sealed class ListAlertsHandler(SettingsStore settings) : IHandler<ListAlerts, ListResult<Alert>>
{
    public Task<ListResult<Alert>> HandleAsync(ListAlerts command, CommandContext context, CancellationToken ct)
    {
        var number = 0;
        if (command.Type is not null && !int.TryParse(command.Type, NumberStyles.None, CultureInfo.InvariantCulture, out number))
        {
            throw CloudStackException.Invalid($"type must be the number of an alert type, for example 6 for hosts, not {command.Type}.");
        }
        return context.ReadAsync(db =>
        {
            var alerts = db.Alerts.Where(alert => !alert.Archived);
            if (!context.Caller.IsRoot)
            {
                // Administrators of a domain look after the zones that are theirs.
                var path = context.Caller.DomainPath;
                alerts = alerts.Where(alert => db.Zones.Any(zone => zone.Id == alert.ZoneId
                    && db.Domains.Any(domain => domain.Id == zone.DomainId && domain.Path.StartsWith(path))));
            }
            if (command.Id is { } id)
            {
                alerts = alerts.Where(alert => alert.Uuid == id.Value);
            }
            if (command.Type is not null)
            {
                alerts = alerts.Where(alert => alert.Type == number);
            }
            if (command.Keyword is { } keyword)
            {
                alerts = alerts.Where(alert => alert.Subject.Contains(keyword));
            }
            return (from alert in alerts
                    orderby alert.LastSent descending, alert.Id descending
                    select new Alert { Id = new AlertId(alert.Uuid), Type = (short)alert.Type, Description = alert.Subject, Sent = alert.LastSent })
                .PageAsync(command, context, settings.Current.DefaultPageSize, ct);
        }, ct);
    }
}
