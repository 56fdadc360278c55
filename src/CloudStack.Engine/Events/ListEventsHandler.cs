using LinqToDB;

namespace CloudStack.Engine;

internal sealed class ListEventsHandler(SettingsStore settings) : IHandler<ListEvents, ListResult<Event>>
{
    public Task<ListResult<Event>> HandleAsync(ListEvents command, CommandContext context, CancellationToken ct)
    {
        if ((command.EntryTime is null) != (command.Duration is null))
        {
            throw CloudStackException.Invalid("entrytime and duration go together: give both to see actions that are not finished.");
        }
        if (command.EntryTime < command.Duration || command.Duration < 0)
        {
            throw CloudStackException.Invalid($"entrytime ({command.EntryTime}) must not be less than duration ({command.Duration}), and neither less than 0.");
        }
        return context.ReadAsync(db =>
        {
            var events = db.Events.Where(row => !row.Archived).Within(context.Scope, db);
            if (command.Id is { } id)
            {
                events = events.Where(row => row.Uuid == id.Value);
            }
            if (EnumParameter.ParseOptional<EventLevel>("level", command.Level) is { } level)
            {
                events = events.Where(row => row.Level == level);
            }
            if (command.Type is { } type)
            {
                events = events.Where(row => row.Type == type);
            }
            if (command.StartDate is { } start)
            {
                events = events.Where(row => row.Created >= start);
            }
            if (command.EndDate is { } end)
            {
                events = events.Where(row => row.Created <= end);
            }
            if (command.Keyword is { } keyword)
            {
                events = events.Where(row => row.Type.Contains(keyword) || row.Description.Contains(keyword));
            }
            if (command.EntryTime is { } entry && command.Duration is { } duration)
            {
                var (from, to) = (context.Now.AddSeconds(-entry), context.Now.AddSeconds(-duration));
                events = events.Where(row => row.State == EventState.Started && row.Created >= from && row.Created <= to
                    && !db.Events.Any(end => end.StartId == row.StartId && end.State == EventState.Completed));
            }
            return events.OrderByDescending(row => row.Created).ThenByDescending(row => row.Id).PageAsync(EventViews.View, command, context, settings.Current.DefaultPageSize, ct);
        }, ct);
    }
}
