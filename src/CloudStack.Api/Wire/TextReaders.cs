using System.Globalization;
using System.Reflection;

namespace CloudStack.Api.Wire;

/// <summary>Makes a value of a text; null when the text counts as not given.</summary>
internal delegate object? TextReader(string text, NumberLookup numbers);

/// <summary>How the text of a parameter is read, by the type of its value.</summary>
internal sealed class TextReaders(TimeZoneInfo zone)
{
    public TextReader For(string name, Type type) =>
        type == typeof(string) ? (text, _) => Text(name, text)
        : type == typeof(bool) ? (text, _) => string.Equals(text, "true", StringComparison.OrdinalIgnoreCase)
        : type == typeof(int) ? (text, _) => text.Length == 0 ? null : Number<int>(name, text)
        : type == typeof(long) ? (text, _) => Number<long>(name, text)
        : type == typeof(short) ? (text, _) => Number<short>(name, text)
        : type == typeof(double) ? (text, _) => text.Length == 0 ? null : Decimal(name, text)
        : type == typeof(DateTimeOffset) ? (text, _) => Time(name, text)
        : type == typeof(Guid) ? (text, _) => Guid.TryParseExact(text, "D", out var id) ? id : throw WireError.Refuse($"{name} takes a UUID; '{text}' is none.")
        : type.IsEnum ? Enum(name, type)
        : (TextReader)typeof(TextReaders).GetMethod(nameof(Id), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(type).Invoke(null, [name])!;

    /// <summary>The same for an id in whose place all entities may stand, which is -1.</summary>
    public TextReader ForAll(string name, Type type)
    {
        var (one, all) = (For(name, type), type.GetMethod("From", BindingFlags.Public | BindingFlags.Static)!.Invoke(null, [Guid.AllBitsSet]));
        return (text, numbers) => text == "-1" ? all : one(text, numbers);
    }

    /// <summary>Line breaks and any language are welcome; other control characters cannot be shown in XML and are refused.</summary>
    private static string Text(string name, string text)
    {
        foreach (var character in text)
        {
            if (char.IsControl(character) && character is not ('\t' or '\r' or '\n'))
            {
                throw WireError.Refuse($"{name} has the control character U+{(int)character:X4}; leave it out.");
            }
        }
        return text;
    }

    private static object Number<T>(string name, string text) where T : struct, IParsable<T>, System.Numerics.IBinaryInteger<T> =>
        T.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw WireError.Refuse($"{name} takes a whole number that fits {(typeof(T) == typeof(long) ? 64 : typeof(T) == typeof(int) ? 32 : 16)} bits; '{text}' is none.");

    private static object Decimal(string name, string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : throw WireError.Refuse($"{name} takes a number; '{text}' is none.");

    private object Time(string name, string text) => WireDate.TryParse(text, zone, endOfDay: name == "enddate", out var time)
        ? time
        : throw WireError.Refuse($"{name} takes a day (2013-06-05), a day and a time (2013-06-05 10:00:00) or a time with its zone (2013-06-05T10:00:00+0000); '{text}' is none.");

    private static TextReader Enum(string name, Type type)
    {
        var members = type.GetFields(BindingFlags.Public | BindingFlags.Static)
            .ToDictionary(field => field.GetCustomAttribute<WireNameAttribute>()?.Name ?? field.Name, field => field.GetValue(null), StringComparer.OrdinalIgnoreCase);
        return (text, _) => members.TryGetValue(text, out var value)
            ? value
            : throw WireError.Refuse($"{name} takes one of {string.Join(", ", members.Keys)}; '{text}' is none.");
    }

    private static TextReader Id<T>(string name) where T : struct, IEntityId<T> => (text, numbers) =>
    {
        if (Guid.TryParseExact(text, "D", out var uuid))
        {
            return T.From(uuid);
        }
        if (text.Length == 0)
        {
            return null;
        }
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return numbers.Find(typeof(T), number) is { } found ? T.From(found) : throw WireError.Refuse($"{name}: there is nothing with the number {text}.");
        }
        if (text == "-1" && typeof(T) == typeof(ProjectId))
        {
            return ProjectId.All;
        }
        throw WireError.Refuse(text == "-1"
            ? $"{name} takes one id; -1, for all at once, is not offered here."
            : $"{name} takes a UUID or a number; there is nothing with the id '{text}'.");
    };
}
