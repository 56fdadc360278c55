using System.Globalization;

namespace CloudStack.Engine;

/// <summary>When a policy is due: at a minute of each hour, or at a time of each day, of one day of the week (1 is Sunday), or of one day of the month.</summary>
internal sealed record SnapshotSchedule(SnapshotInterval Interval, int Minute, int Hour, int Day)
{
    private const int LongestMonth = 31;

    /// <exception cref="CloudStackException">The text is not of the form that goes with the interval (431).</exception>
    public static SnapshotSchedule Parse(SnapshotInterval interval, string text)
    {
        var numbers = text.Split(':').Select(part => part.Length is 1 or 2 && part.All(char.IsAsciiDigit) ? int.Parse(part, CultureInfo.InvariantCulture) : -1).ToArray();
        var lastDay = interval == SnapshotInterval.Weekly ? 7 : 28;
        var wanted = interval switch { SnapshotInterval.Hourly => 1, SnapshotInterval.Daily => 2, _ => 3 };
        var fits = numbers.Length == wanted && numbers[0] is >= 0 and <= 59
            && (wanted < 2 || numbers[1] is >= 0 and <= 23) && (wanted < 3 || (numbers[2] >= 1 && numbers[2] <= lastDay));
        return fits ? new(interval, numbers[0], wanted > 1 ? numbers[1] : 0, wanted > 2 ? numbers[2] : 0)
            : throw CloudStackException.Invalid($"schedule cannot be {text} for {interval.ToString().ToUpperInvariant()}: it is {Form(interval)}.");
    }

    /// <summary>
    /// The first time after an instant. A time that the clock skips when it is put forward counts as the same distance behind the jump; of one that
    /// comes twice, the first counts. An hourly schedule knows no such times: it runs in every hour that there is.
    /// </summary>
    public DateTimeOffset NextAfter(DateTimeOffset instant, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(instant, zone).DateTime;
        if (Interval == SnapshotInterval.Hourly)
        {
            var hour = new DateTime(local.Year, local.Month, local.Day, local.Hour, 0, 0, DateTimeKind.Unspecified);
            return Enumerable.Range(-3, 8).SelectMany(hours => Instants(hour.AddHours(hours).AddMinutes(Minute), zone)).Where(time => time > instant).Min();
        }
        for (var day = local.Date.AddDays(-2); ; day = day.AddDays(1))
        {
            if (IsDay(day) && Resolve(day.AddHours(Hour).AddMinutes(Minute), zone) is var time && time > instant)
            {
                return time;
            }
        }
    }

    /// <summary>The longest that two runs can be apart, whatever the clock does between them.</summary>
    public TimeSpan Longest => Interval switch
    {
        SnapshotInterval.Hourly => TimeSpan.FromHours(2),
        SnapshotInterval.Daily => TimeSpan.FromHours(49),
        SnapshotInterval.Weekly => TimeSpan.FromDays(9),
        _ => TimeSpan.FromDays(LongestMonth + 1),
    };

    private static string Form(SnapshotInterval interval) => interval switch
    {
        SnapshotInterval.Hourly => "MM, a minute of the hour",
        SnapshotInterval.Daily => "MM:HH, a minute and an hour",
        SnapshotInterval.Weekly => "MM:HH:D, a minute, an hour and a day of the week, 1 (Sunday) to 7",
        _ => "MM:HH:DD, a minute, an hour and a day of the month, 1 to 28",
    };

    private bool IsDay(DateTime day) => Interval switch
    {
        SnapshotInterval.Daily => true,
        SnapshotInterval.Weekly => (int)day.DayOfWeek + 1 == Day,
        _ => day.Day == Day,
    };

    private static DateTimeOffset Resolve(DateTime local, TimeZoneInfo zone) => Instants(local, zone) is { Count: > 0 } found ? found[0]
        : new DateTimeOffset(local, OffsetNear(local, zone, TimeSpan.FromDays(-1))).ToUniversalTime();

    /// <summary>The instants at which the clock shows a time: one, or two, or none.</summary>
    private static List<DateTimeOffset> Instants(DateTime local, TimeZoneInfo zone) =>
        [.. new[] { OffsetNear(local, zone, TimeSpan.FromDays(-1)), OffsetNear(local, zone, TimeSpan.FromDays(1)) }.Distinct()
            .Select(offset => new DateTimeOffset(local, offset))
            .Where(time => zone.GetUtcOffset(time) == time.Offset)
            .Select(time => time.ToUniversalTime()).Order()];

    private static TimeSpan OffsetNear(DateTime local, TimeZoneInfo zone, TimeSpan away) =>
        zone.GetUtcOffset(new DateTimeOffset(local + away, TimeSpan.Zero));
}
