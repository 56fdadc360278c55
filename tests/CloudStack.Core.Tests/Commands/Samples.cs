using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace CloudStack.Commands;

/// <summary>Makes a value of any type that a command or view may have, the same each time.</summary>
internal static class Samples
{
    private static readonly Guid Uuid = Guid.Parse("5f2e4f0e-9a3c-4d1e-8b11-0123456789ab", CultureInfo.InvariantCulture);

    public static object Command(CommandDescriptor command, bool requiredOnly = false) =>
        command.Create(Values(command, requiredOnly));

    public static Dictionary<string, object?> Values(CommandDescriptor command, bool requiredOnly = false) =>
        command.Parameters.Where(parameter => parameter.Required || !requiredOnly)
            .ToDictionary(parameter => parameter.Name, parameter => (object?)Of(parameter.ValueType));

    public static object Of(Type type, int depth = 0)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string) || type == typeof(object))
            return "text with Ümläuts";
        if (type == typeof(DateTimeOffset))
            return new DateTimeOffset(2013, 6, 5, 10, 0, 0, TimeSpan.FromHours(2));
        if (type == typeof(Guid))
            return Uuid;
        if (type == typeof(JsonElement))
            return JsonSerializer.SerializeToElement(new { success = true });
        if (type == typeof(bool))
            return true;
        if (type.IsPrimitive)
            return Convert.ChangeType(42, type, CultureInfo.InvariantCulture);
        if (type.IsEnum)
            return Enum.GetValues(type).GetValue(Enum.GetValues(type).Length - 1)!;
        if (EntityId.IsId(type))
            return type.GetMethod("From", [typeof(Guid)])!.Invoke(null, [Uuid])!;
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>))
            return new Dictionary<string, string> { ["First Key"] = "1", ["second"] = "" };
        return type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>)
            ? List(type.GetGenericArguments()[0], depth)
            : Filled(type, depth);
    }

    private static Array List(Type elementType, int depth)
    {
        // Views may hold views of their own kind.
        var list = Array.CreateInstance(elementType, depth > 2 ? 0 : 2);
        for (var i = 0; i < list.Length; i++)
            list.SetValue(Of(elementType, depth + 1), i);
        return list;
    }

    private static object Filled(Type type, int depth)
    {
        var constructor = type.GetConstructors().MaxBy(candidate => candidate.GetParameters().Length)!;
        var instance = constructor.Invoke([.. constructor.GetParameters().Select(parameter => Of(parameter.ParameterType, depth + 1))]);
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (depth <= 2 && property.SetMethod is not null)
                property.SetValue(instance, Of(property.PropertyType, depth + 1));
        }

        return instance;
    }
}
