using System.Reflection;

namespace CloudStack.Parity;

/// <summary>Holds a view, and the views inside it, against the response classes of the reference.</summary>
internal sealed class ViewComparison(Reference reference)
{
    /// <summary>Fields of every answer, which the API adds where a job is concerned.</summary>
    private static readonly string[] JobFields = ["jobid", "jobstatus"];

    private readonly HashSet<(Type, string)> seen = [];
    private readonly List<Difference> differences = [];

    public static IReadOnlyList<Difference> Compare(Type view, ReferenceResponse response, Reference reference)
    {
        var comparison = new ViewComparison(reference);
        comparison.View(view, response);
        return comparison.differences;
    }

    private void View(Type view, ReferenceResponse response)
    {
        if (!seen.Add((view, response.ClassName)))
            return;

        var properties = view.GetProperties(BindingFlags.Public | BindingFlags.Instance).ToDictionary(CloudStackJson.WireName);
        foreach (var field in response.Fields.Where(field => !JobFields.Contains(field.Name)).DistinctBy(field => field.Name))
        {
            if (properties.Remove(field.Name, out var property))
                Field(response, field, property);
            else
                Add(response, field.Name, $"{view.Name} lacks it.");
        }

        foreach (var extra in properties.Keys.Except(JobFields))
            Add(response, extra, $"4.1 has no such field, {view.Name} has.");
    }

    private void Field(ReferenceResponse response, ReferenceField field, PropertyInfo property)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        if (field.Nested is { } nested)
        {
            var element = field.Collection is null ? type : Element(type);
            if (element is null)
                Add(response, field.Name, $"4.1 has a list of {nested}, here it is {type.Name}.");
            else if (reference.Responses.TryGetValue(nested, out var nestedResponse))
                View(element, nestedResponse);
        }
        else if (!Fits(field, type))
        {
            Add(response, field.Name, $"4.1 has {field.JavaType}, here it is {type.Name}.");
        }
        else if (field.Enum is { } name && type.IsEnum && reference.Enums.TryGetValue(name, out var members) && !Members(type).SetEquals(members))
        {
            Add(response, field.Name, $"the members of {type.Name} are not those of {name}.");
        }
    }

    private static bool Fits(ReferenceField field, Type type) => field.JavaType switch
    {
        "Integer" or "int" => type == typeof(int),
        "Long" or "long" => type == typeof(long),
        "Short" or "short" => type == typeof(short),
        "Boolean" or "boolean" => type == typeof(bool),
        "Date" => type == typeof(DateTimeOffset),
        "Map<String, String>" => type == typeof(IReadOnlyDictionary<string, string>),
        "List<String>" or "ArrayList<String>" => Element(type) is { } element && IsText(element),
        "List<Long>" => Element(type) == typeof(long),
        "String" => IsText(type),
        _ when field.Enum is not null => type.IsEnum || type == typeof(string),
        // What is left are the few loosely typed ones, such as the result of a job.
        _ => true,
    };

    private static bool IsText(Type type) => type == typeof(string) || type == typeof(Guid) || type.IsEnum || EntityId.IsId(type);

    private static Type? Element(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? type.GetGenericArguments()[0] : null;

    private static HashSet<string> Members(Type type) =>
        [.. type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => field.GetCustomAttribute<WireNameAttribute>()?.Name ?? field.Name)];

    private void Add(ReferenceResponse response, string field, string text) => differences.Add(new(response.ClassName, $"field {field}", text));
}
