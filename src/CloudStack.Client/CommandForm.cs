using System.Collections;
using System.Globalization;
using System.Reflection;

namespace CloudStack;

/// <summary>Writes the parameters of a command as texts.</summary>
internal static class CommandForm
{
    public static void Write(SortedDictionary<string, string> form, CommandDescriptor descriptor, ICommand command)
    {
        foreach (var parameter in descriptor.Parameters)
        {
            switch (parameter.GetValue(command))
            {
                case null:
                    break;
                case ICommand inner:
                    Write(form, CommandCatalog.Default.Get(inner.GetType()), inner);
                    break;
                case IReadOnlyDictionary<string, string> map:
                    WriteMap(form, parameter, map);
                    break;
                case IEnumerable entries when parameter.IsMap:
                    WriteRecords(form, parameter, entries);
                    break;
                case IEnumerable items when parameter.IsList:
                    form[parameter.Name] = string.Join(',', items.Cast<object>().Select(item => Item(parameter, item)));
                    break;
                case var value:
                    form[parameter.Name] = Text(value);
                    break;
            }
        }
    }

    private static void WriteMap(SortedDictionary<string, string> form, ParameterDescriptor parameter, IReadOnlyDictionary<string, string> map)
    {
        foreach (var (index, (key, value)) in map.Index())
        {
            var entry = string.Create(CultureInfo.InvariantCulture, $"{parameter.Name}[{index}].");
            if (parameter.MapKeys is [var keyName, var valueName])
            {
                (form[entry + keyName], form[entry + valueName]) = (key, value);
            }
            else
            {
                // Free keys stand in one entry.
                form[$"{parameter.Name}[0].{key}"] = value;
            }
        }
    }

    private static void WriteRecords(SortedDictionary<string, string> form, ParameterDescriptor parameter, IEnumerable entries)
    {
        foreach (var (index, entry) in entries.Cast<object>().Index())
        {
            foreach (var property in entry.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
            {
                if (property.GetValue(entry) is { } value)
                {
                    form[string.Create(CultureInfo.InvariantCulture, $"{parameter.Name}[{index}].{CloudStackJson.WireName(property)}")] = Text(value);
                }
            }
        }
    }

    private static string Item(ParameterDescriptor parameter, object item) => Text(item) is var text && !text.Contains(',', StringComparison.Ordinal)
        ? text
        : throw CloudStackException.Invalid($"{parameter.Name}: '{text}' has a comma, which separates the items of a list on the wire.");

    private static string Text(object value) => value switch
    {
        bool flag => flag ? "true" : "false",
        ProjectId project when project == ProjectId.All => "-1",
        DateTimeOffset at => WireDate.Format(at, TimeZoneInfo.Utc),
        Enum member => member.GetType().GetField(member.ToString())?.GetCustomAttribute<WireNameAttribute>()?.Name ?? member.ToString(),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
