using System.Collections;
using System.Globalization;
using System.Linq.Expressions;
using System.Reflection;
using System.Text;
using System.Text.Json;

namespace CloudStack.Api.Wire;

/// <summary>Writes the fields of one view as XML elements. Made once for each type.</summary>
internal sealed class XmlView
{
    private readonly Field[] _fields;

    public XmlView(Type type, XmlRenderer renderer)
    {
        _fields =
        [
            .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.GetIndexParameters().Length == 0)
                .OrderBy(property => property.MetadataToken).Select(property => new Field(CloudStackJson.WireName(property), Getter(type, property),
                    Writer(property.PropertyType, renderer))),
        ];
    }

    private delegate void FieldWriter(ByteBuffer buffer, string name, object value);

    /// <param name="buffer">Where to.</param>
    /// <param name="view">The view.</param>
    /// <param name="instead">Writes the fields that it wants to write itself, and says whether it did.</param>
    public void Write(ByteBuffer buffer, object view, Func<string, bool>? instead = null)
    {
        foreach (var field in _fields)
        {
            if (field.Get(view) is { } value && instead?.Invoke(field.Name) != true)
            {
                field.Write(buffer, field.Name, value);
            }
        }
    }

    private static Func<object, object?> Getter(Type type, PropertyInfo property)
    {
        var view = Expression.Parameter(typeof(object));
        return Expression.Lambda<Func<object, object?>>(
            Expression.Convert(Expression.Property(Expression.Convert(view, type), property), typeof(object)), view).Compile();
    }

    private static FieldWriter Writer(Type declared, XmlRenderer renderer)
    {
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        if (type == typeof(JsonElement))
        {
            return (buffer, name, value) => Json(buffer, name, (JsonElement)value);
        }
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
        {
            var element = type.GetGenericArguments()[0];
            return IsScalar(element) ? (buffer, name, value) => Values(buffer, name, (IEnumerable)value, renderer) : (buffer, name, value) =>
            {
                foreach (var item in (IEnumerable)value)
                {
                    renderer.Object(buffer, name, item, element);
                }
            };
        }
        return type.IsAssignableTo(typeof(IReadOnlyDictionary<string, string>)) ? (buffer, name, value) => Map(buffer, name, (IReadOnlyDictionary<string, string>)value)
            : IsScalar(type) ? (buffer, name, value) => renderer.Element(buffer, name, renderer.Text(value))
            : (buffer, name, value) => renderer.Object(buffer, name, value, type);
    }

    private static bool IsScalar(Type type) =>
        type.IsPrimitive || type.IsEnum || type == typeof(string) || type == typeof(Guid) || type == typeof(DateTimeOffset) || type.IsValueType;

    /// <summary>Whatever the values are, 4.1 calls them uuid.</summary>
    private static void Values(ByteBuffer buffer, string name, IEnumerable values, XmlRenderer renderer)
    {
        var any = false;
        foreach (var value in values)
        {
            if (!any)
            {
                XmlRenderer.Open(buffer, name);
                any = true;
            }
            renderer.Element(buffer, "uuid", renderer.Text(value));
        }
        if (any)
        {
            XmlRenderer.Close(buffer, name);
        }
    }

    /// <summary>As Java prints a map.</summary>
    private static void Map(ByteBuffer buffer, string name, IReadOnlyDictionary<string, string> map)
    {
        var text = new StringBuilder("{");
        foreach (var (key, value) in map)
        {
            text.Append(text.Length > 1 ? ", " : "").Append(key).Append('=').Append(value);
        }
        XmlRenderer.Open(buffer, name);
        XmlText.Write(buffer, text.Append('}').ToString());
        XmlRenderer.Close(buffer, name);
    }

    /// <summary>What has no view: the success or the error of a job.</summary>
    private static void Json(ByteBuffer buffer, string name, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Null or JsonValueKind.Undefined:
                return;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                {
                    Json(buffer, name, item);
                }
                return;
        }
        XmlRenderer.Open(buffer, name);
        if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in value.EnumerateObject())
            {
                Json(buffer, property.Name, property.Value);
            }
        }
        else
        {
            XmlText.Write(buffer, value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText());
        }
        XmlRenderer.Close(buffer, name);
    }

    private readonly record struct Field(string Name, Func<object, object?> Get, FieldWriter Write);
}
