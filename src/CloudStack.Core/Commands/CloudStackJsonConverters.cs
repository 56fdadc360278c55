using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CloudStack;

/// <summary>Writes every id as the text of its UUID.</summary>
internal sealed class EntityIdConverterFactory : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => EntityId.IsId(typeToConvert);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Converter<>).MakeGenericType(typeToConvert))!;

    private sealed class Converter<T> : JsonConverter<T> where T : struct, IEntityId<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => T.From(reader.GetGuid());

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);

        public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            T.From(Guid.Parse(reader.GetString()!, CultureInfo.InvariantCulture));

        public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WritePropertyName(value.Value.ToString());
    }
}

/// <summary>Writes enums by the wire names of their members, and reads those names in any case.</summary>
internal sealed class WireEnumConverterFactory : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsEnum && !typeToConvert.IsDefined(typeof(FlagsAttribute), false);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Converter<>).MakeGenericType(typeToConvert))!;

    private sealed class Converter<T> : JsonConverter<T> where T : struct, Enum
    {
        private readonly FrozenDictionary<T, string> names;
        private readonly FrozenDictionary<string, T> values;

        public Converter()
        {
            var members = typeof(T).GetFields(BindingFlags.Public | BindingFlags.Static)
                .Select(field => (Name: field.GetCustomAttribute<WireNameAttribute>()?.Name ?? field.Name, Value: (T)field.GetValue(null)!))
                .ToArray();
            names = members.ToFrozenDictionary(member => member.Value, member => member.Name);
            values = members.ToFrozenDictionary(member => member.Name, member => member.Value, StringComparer.OrdinalIgnoreCase);
        }

        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.GetString() is { } name && values.TryGetValue(name, out var value)
                ? value
                : throw new JsonException($"'{reader.GetString()}' is none of {string.Join(", ", names.Values)} ({typeof(T).Name}).");

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WriteStringValue(names.TryGetValue(value, out var name)
                ? name
                : throw new JsonException($"{value} is no member of {typeof(T).Name}."));
    }
}

/// <summary>Writes a page of a list as an object of its items and the count, which would be lost in a plain array.</summary>
internal sealed class ListResultConverterFactory : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(ListResult<>);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Converter<>).MakeGenericType(typeToConvert.GetGenericArguments()))!;

    private sealed record Page<T>(IReadOnlyList<T> Items, int Count);

    private sealed class Converter<T> : JsonConverter<ListResult<T>>
    {
        public override ListResult<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var page = JsonSerializer.Deserialize<Page<T>>(ref reader, options)!;
            return new(page.Items, page.Count);
        }

        public override void Write(Utf8JsonWriter writer, ListResult<T> value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, new Page<T>(value.Items, value.Count), options);
    }
}

/// <summary>Tells id types from others.</summary>
internal static class EntityId
{
    public static bool IsId(Type type) =>
        type.IsValueType && type.GetInterfaces().Any(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IEntityId<>));
}
