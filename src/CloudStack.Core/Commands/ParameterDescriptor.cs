using System.Reflection;

namespace CloudStack;

/// <summary>One parameter of a command, as its property declares it.</summary>
public sealed class ParameterDescriptor
{
    private const int UsualLength = 255;

    private readonly PropertyInfo property;
    private readonly MethodInvoker getter;
    private readonly MethodInvoker? setter;

    internal ParameterDescriptor(PropertyInfo property, bool required)
    {
        this.property = property;
        getter = MethodInvoker.Create(property.GetMethod!);
        setter = property.SetMethod is { } set ? MethodInvoker.Create(set) : null;
        Name = CloudStackJson.WireName(property);
        ValueType = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        Required = required;
        MapKeys = property.GetCustomAttribute<MapKeysAttribute>()?.Keys;

        var generic = ValueType.IsGenericType ? ValueType.GetGenericTypeDefinition() : null;
        var isSequence = generic == typeof(IReadOnlyList<>);
        ElementType = isSequence ? ValueType.GetGenericArguments()[0] : null;
        IsMap = generic == typeof(IReadOnlyDictionary<,>) || (isSequence && MapKeys is not null);
        IsList = isSequence && !IsMap;
        Length = ValueType == typeof(string) ? property.GetCustomAttribute<LengthAttribute>()?.Length ?? UsualLength : null;

        var single = ElementType ?? ValueType;
        EntityIdType = EntityId.IsId(single) ? single : null;
        var owned = property.GetCustomAttribute<OwnedAttribute>();
        IsOwned = owned is not null;
        Access = owned?.Access ?? AccessType.Use;
        TakesAll = property.GetCustomAttribute<TakesAllAttribute>() is not null;
        Since = property.GetCustomAttribute<SinceAttribute>()?.Version;
    }

    /// <summary>The name on the wire.</summary>
    public string Name { get; }

    /// <summary>The name of the property.</summary>
    public string PropertyName => property.Name;

    /// <summary>The type of the property without its <c>?</c>; for a list, the list's.</summary>
    public Type ValueType { get; }

    /// <summary>For a list, the type of its elements; for a map with several fixed keys, the type of its entries; otherwise null.</summary>
    public Type? ElementType { get; }

    /// <summary>Whether the command cannot be made without it.</summary>
    public bool Required { get; }

    /// <summary>Whether it takes several values.</summary>
    public bool IsList { get; }

    /// <summary>Whether it takes entries with keys: a dictionary, or a list of records whose properties are the <see cref="MapKeys"/>.</summary>
    public bool IsMap { get; }

    /// <summary>For text, the most characters that it may have; otherwise null.</summary>
    public int? Length { get; }

    /// <summary>The id type of the entity, or of each entity, that the parameter names; null when it names none.</summary>
    public Type? EntityIdType { get; }

    /// <summary>Whether the caller must have <see cref="Access"/> to the entity that the parameter names.</summary>
    public bool IsOwned { get; }

    /// <summary>What the caller wants to do with the entity.</summary>
    public AccessType Access { get; }

    /// <summary>Whether it also takes all entities of its kind at once, <c>-1</c> on the wire.</summary>
    public bool TakesAll { get; }

    /// <summary>The fixed keys of a map, or null when it takes free keys or is none.</summary>
    public IReadOnlyList<string>? MapKeys { get; }

    /// <summary>The release that brought the parameter, where 4.1 tells.</summary>
    public string? Since { get; }

    /// <summary>The value of the parameter in a command; null when it is not given.</summary>
    /// <param name="command">A command of the type that this parameter belongs to.</param>
    public object? GetValue(object command) => getter.Invoke(command);

    /// <inheritdoc/>
    public override string ToString() => Name;

    internal void SetValue(object command, object value)
    {
        Check(value);
        setter!.Invoke(command, value);
    }

    internal void Check(object value)
    {
        if (!ValueType.IsInstanceOfType(value))
            throw new ArgumentException($"Parameter {Name} takes a {ValueType.Name}, not a {value.GetType().Name}.");
    }
}
