using System.Globalization;
using System.Text.RegularExpressions;

namespace CloudStack.Engine;

/// <summary>Time zones by the names that 4.1 takes.</summary>
internal static partial class SnapshotTimeZones
{
    /// <summary>A zone of the time zone database, or one of the form <c>GMT+5:30</c>. 4.1 takes an unknown name as GMT; it is refused here.</summary>
    /// <exception cref="CloudStackException">There is no such time zone (431).</exception>
    public static TimeZoneInfo Find(string name)
    {
        if (CustomForm().Match(name) is { Success: true } custom)
        {
            var (hours, minutes) = (Number(custom.Groups["hours"].Value), custom.Groups["minutes"].Success ? Number(custom.Groups["minutes"].Value) : 0);
            if (hours <= 14 && minutes < 60)
            {
                var offset = new TimeSpan(hours, minutes, 0);
                return TimeZoneInfo.CreateCustomTimeZone(name, custom.Groups["sign"].Value == "-" ? -offset : offset, name, name);
            }
        }
        else if (name.Length > 0 && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone))
        {
            return zone;
        }
        throw CloudStackException.Invalid($"timezone: there is no time zone {name}; names are for example Europe/Berlin, UTC or GMT+5:30.");
    }

    private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^GMT(?<sign>[+-])(?<hours>\d{1,2})(:?(?<minutes>\d{2}))?$", RegexOptions.ExplicitCapture)]
    private static partial Regex CustomForm();
}
