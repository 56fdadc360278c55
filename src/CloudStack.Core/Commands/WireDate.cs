using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CloudStack;

/// <summary>Times as the query API writes and reads them.</summary>
public static class WireDate
{
    private const string Written = "yyyy-MM-dd'T'HH:mm:sszzz", Day = "yyyy-MM-dd";

    // The third is 4.1's own: a literal Z, and then the zone.
    private static readonly string[] WithZone = [Written, "yyyy-MM-dd'T'HH:mm:ss'Z'zzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz"];
    private static readonly string[] WithoutZone = ["yyyy-MM-dd HH:mm:ss"];

    private static readonly TimeSpan LastSecond = new(23, 59, 59);

    /// <summary>A time as answers have it, for example <c>2013-06-05T10:00:00+0000</c>.</summary>
    /// <param name="value">The time.</param>
    /// <param name="zone">The server's time zone.</param>
    public static string Format(DateTimeOffset value, TimeZoneInfo zone)
    {
        var text = TimeZoneInfo.ConvertTime(value, zone).ToString(Written, CultureInfo.InvariantCulture);
        return text.Remove(text.Length - 3, 1);
    }

    /// <summary>
    /// Reads a time: a day (<c>2013-06-05</c>), a day and a time of day (<c>2013-06-05 10:00:00</c>), or with a zone, as answers have it
    /// (<c>2013-06-05T10:00:00+0000</c>) or with a <c>Z</c> before the zone.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="zone">The server's time zone, which counts where the text names none.</param>
    /// <param name="endOfDay">Whether a day alone means its last second, not its first.</param>
    /// <param name="value">The time.</param>
    public static bool TryParse(string text, TimeZoneInfo zone, bool endOfDay, out DateTimeOffset value)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (DateTimeOffset.TryParseExact(WithColon(text), WithZone, CultureInfo.InvariantCulture, DateTimeStyles.None, out value))
            return true;

        if (DateTime.TryParseExact(text, WithoutZone, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
            return InZone(local, zone, out value);

        return DateTime.TryParseExact(text, Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && InZone(endOfDay ? day + LastSecond : day, zone, out value);
    }

    /// <summary>.NET wants a colon in the zone, which 4.1 does not write.</summary>
    private static string WithColon(string text) =>
        text.Length > 19 && text[^5] is '+' or '-' && !text.AsSpan(text.Length - 4).Contains(':') ? text.Insert(text.Length - 2, ":") : text;

    private static bool InZone(DateTime local, TimeZoneInfo zone, out DateTimeOffset value)
    {
        var offset = zone.GetUtcOffset(local);
        var ticks = local.Ticks - offset.Ticks;
        var isTime = ticks >= 0 && ticks <= DateTime.MaxValue.Ticks;
        value = isTime ? new(local, offset) : default;
        return isTime;
    }

    internal sealed class Converter(TimeZoneInfo zone) : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.GetString() is { } text && TryParse(text, zone, endOfDay: false, out var value) ? value : throw new JsonException($"'{reader.GetString()}' is no time.");

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(Format(value, zone));
    }
}
