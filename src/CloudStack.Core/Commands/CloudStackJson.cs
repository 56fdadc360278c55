using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace CloudStack;

/// <summary>
/// How commands and views are written as JSON: wire names, ids as UUID text, enums by their wire names, nulls left out.
/// Every command and view can be read back as it was written.
/// </summary>
public static class CloudStackJson
{
    /// <summary>The options; they are read-only and may be used from any thread.</summary>
    public static JsonSerializerOptions Options { get; } = Build();

    /// <summary>The wire name of a property of a command or view: its <see cref="WireNameAttribute"/>, or its name in lower case.</summary>
    /// <param name="property">The property.</param>
    public static string WireName(PropertyInfo property) =>
        property.GetCustomAttribute<WireNameAttribute>()?.Name ?? property.Name.ToLowerInvariant();

    /// <summary>The same as the query API writes it: times without fractions in the server's time zone, and no more escapes than JSON needs.</summary>
    /// <param name="zone">The server's time zone.</param>
    /// <param name="textConverter">How text is written, where not as it stands.</param>
    public static JsonSerializerOptions ForWire(TimeZoneInfo zone, JsonConverter<string>? textConverter = null) => Build(options =>
    {
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.Converters.Add(new WireDate.Converter(zone));
        if (textConverter is not null)
            options.Converters.Add(textConverter);
    });

    private static JsonSerializerOptions Build(Action<JsonSerializerOptions>? configure = null)
    {
        var options = new JsonSerializerOptions
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            PropertyNamingPolicy = new LowerCaseNaming(),
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { UseWireNames } },
            Converters = { new EntityIdConverterFactory(), new WireEnumConverterFactory(), new ListResultConverterFactory() },
        };
        configure?.Invoke(options);
        options.MakeReadOnly();
        return options;
    }

    private static void UseWireNames(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object)
            return;

        foreach (var property in type.Properties)
        {
            if (property.AttributeProvider?.GetCustomAttributes(typeof(WireNameAttribute), false) is [WireNameAttribute wireName])
                property.Name = wireName.Name;
        }
    }

    private sealed class LowerCaseNaming : JsonNamingPolicy
    {
        public override string ConvertName(string name) => name.ToLowerInvariant();
    }
}
