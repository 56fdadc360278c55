using System.Collections.Concurrent;
using System.Reflection;
using System.Text;
using LinqToDB;
using LinqToDB.Mapping;
using LinqToDB.Metadata;

namespace CloudStack.Engine.Persistence;

/// <summary>
/// Maps row classes by convention, so that a row is a plain class: columns are the properties' names in snake case, <c>Id</c> is the identity,
/// UUIDs and enums are text, and times are milliseconds since 1970, which sort and compare alike in every database.
/// </summary>
internal sealed class RowMetadata : IMetadataReader
{
    private static readonly ConcurrentDictionary<MemberInfo, MappingAttribute[]> Cache = new();

    public static MappingSchema Schema { get; } = CreateSchema();

    public MappingAttribute[] GetAttributes(Type type) => [];

    public MappingAttribute[] GetAttributes(Type type, MemberInfo memberInfo) =>
        memberInfo is PropertyInfo property && type.IsDefined(typeof(TableAttribute), false) ? Cache.GetOrAdd(property, _ => Describe(type, property)) : [];

    public MemberInfo[] GetDynamicColumns(Type type) => [];

    public string GetObjectID() => "cloudstack-rows";

    /// <summary>A value as its column holds it.</summary>
    public static object? ToColumn(object? value) => value switch
    {
        Guid uuid => uuid.ToString(),
        DateTimeOffset moment => moment.ToUnixTimeMilliseconds(),
        Enum name => name.ToString(),
        _ => value,
    };

    private static MappingSchema CreateSchema()
    {
        var schema = new MappingSchema("cloudstack");
        schema.AddMetadataReader(new RowMetadata());
        return schema;
    }

    private static MappingAttribute[] Describe(Type type, PropertyInfo property)
    {
        var column = new ColumnAttribute(SnakeCase(property.Name));
        var valueType = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        column.CanBeNull = valueType != property.PropertyType || (valueType == typeof(string) && IsNullableReference(property));
        List<MappingAttribute> attributes = [column];
        if (property.Name == "Id")
        {
            column.IsPrimaryKey = true;
            column.IsIdentity = true;
        }
        else if (property.Name == "Version")
        {
            attributes.Add(new NextVersionAttribute());
        }
        else if (type.GetProperty("Id") is null && property == FirstProperty(type))
        {
            column.IsPrimaryKey = true;
        }
        if (valueType == typeof(Guid))
        {
            Convert(typeof(GuidText), DataType.VarChar);
        }
        else if (valueType == typeof(DateTimeOffset))
        {
            Convert(typeof(UnixMilliseconds), DataType.Int64);
        }
        else if (valueType.IsEnum)
        {
            Convert(typeof(EnumText<>).MakeGenericType(valueType), DataType.VarChar);
        }
        return [.. attributes];

        void Convert(Type converter, DataType dataType)
        {
            column.DataType = dataType;
            attributes.Add(new ValueConverterAttribute { ConverterType = converter });
        }
    }

    private static PropertyInfo FirstProperty(Type type) => type.GetProperties()[0];

    private static bool IsNullableReference(PropertyInfo property) =>
        new NullabilityInfoContext().Create(property).WriteState == NullabilityState.Nullable;

    internal static string SnakeCase(string name)
    {
        var text = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            if (i > 0 && char.IsAsciiLetterUpper(name[i]) && !char.IsAsciiLetterUpper(name[i - 1]))
            {
                text.Append('_');
            }
            text.Append(char.ToLowerInvariant(name[i]));
        }
        return text.ToString();
    }

    private sealed class GuidText() : ValueConverter<Guid, string>(value => value.ToString(), text => Guid.Parse(text), false);

    private sealed class UnixMilliseconds()
        : ValueConverter<DateTimeOffset, long>(value => value.ToUnixTimeMilliseconds(), number => DateTimeOffset.FromUnixTimeMilliseconds(number), false);

    private sealed class EnumText<T>() : ValueConverter<T, string>(value => value.ToString()!, text => Enum.Parse<T>(text), false) where T : struct, Enum;
}
