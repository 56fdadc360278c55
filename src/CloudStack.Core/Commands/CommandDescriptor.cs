using System.Reflection;

namespace CloudStack;

/// <summary>What is to be known about a command, read from its record.</summary>
public sealed class CommandDescriptor
{
    private readonly Lazy<Shape> shape;

    internal CommandDescriptor(Type type, CommandAttribute command)
    {
        Type = type;
        Name = command.Name;
        Access = command.Access;
        Runs = command.Runs;
        Event = command.Event;
        CreateEvent = command.CreateEvent;
        JobInstance = command.JobInstance;
        CountsAll = command.CountsAll;
        LegacyClass = command.LegacyClass;
        Since = command.Since;
        ResponseName = command.ResponseName ?? $"{command.Name.ToLowerInvariant()}response";
        SuccessResponseName = command.SuccessResponseName ?? ResponseName;

        foreach (var face in type.GetInterfaces())
        {
            if (!face.IsGenericType)
                continue;

            var definition = face.GetGenericTypeDefinition();
            if (definition == typeof(ICommand<>))
                ResultType = face.GetGenericArguments()[0];
            IsCreate |= definition == typeof(ICreateCommand<>);
            IsList |= definition == typeof(IListCommand<>);
        }

        if (ResultType is null)
            throw new InvalidOperationException($"{type} must implement ICommand<TResult>.");

        if (ResultType.IsGenericType && ResultType.GetGenericTypeDefinition() == typeof(ListResult<>))
            ItemType = ResultType.GetGenericArguments()[0];
        ObjectName = command.ObjectName ?? (ItemType ?? ResultType).GetCustomAttribute<ViewAttribute>()?.Name;
        shape = new(() => new(type));
    }

    /// <summary>The name on the wire.</summary>
    public string Name { get; }

    /// <summary>The record.</summary>
    public Type Type { get; }

    /// <summary>What the command returns.</summary>
    public Type ResultType { get; }

    /// <summary>For a result that is a list, the view that is listed; otherwise null.</summary>
    public Type? ItemType { get; }

    /// <summary>Who may call it.</summary>
    public Role Access { get; }

    /// <summary>How it runs.</summary>
    public Runs Runs { get; }

    /// <summary>The event that it leaves, or null.</summary>
    public string? Event { get; }

    /// <summary>The event of the immediate half of a create command where it has its own, or null.</summary>
    public string? CreateEvent { get; }

    /// <summary>Whether it implements <see cref="ICreateCommand{TResult}"/>.</summary>
    public bool IsCreate { get; }

    /// <summary>Whether it implements <see cref="IListCommand{TItem}"/>.</summary>
    public bool IsList { get; }

    /// <summary>Root name of the answer, also of an error.</summary>
    public string ResponseName { get; }

    /// <summary>Root name of a successful answer; nearly always <see cref="ResponseName"/>.</summary>
    public string SuccessResponseName { get; }

    /// <summary>Name of the object, or of each item, in the answer; null for a command that only succeeds.</summary>
    public string? ObjectName { get; }

    /// <summary>The kind of entity that its job works on, or null.</summary>
    public string? JobInstance { get; }

    /// <summary>For a list, whether <c>count</c> is the number of all matches.</summary>
    public bool CountsAll { get; }

    /// <summary>The command's class in 4.1, or null.</summary>
    public string? LegacyClass { get; }

    /// <summary>The release that brought the command, where 4.1 tells.</summary>
    public string? Since { get; }

    /// <summary>The parameters: the required ones first, then the optional ones, each in the order of the record.</summary>
    public IReadOnlyList<ParameterDescriptor> Parameters => shape.Value.Parameters;

    /// <summary>Makes the command from values of its parameters' types. Names that are not the command's are ignored, nulls count as not given.</summary>
    /// <param name="valuesByWireName">Values by wire name.</param>
    /// <exception cref="CloudStackException">A required parameter is missing (431).</exception>
    /// <exception cref="ArgumentException">A value is not of its parameter's type.</exception>
    public object Create(IReadOnlyDictionary<string, object?> valuesByWireName)
    {
        ArgumentNullException.ThrowIfNull(valuesByWireName);
        var (constructor, parameters, required) = (shape.Value.Constructor, shape.Value.Parameters, shape.Value.RequiredCount);
        var arguments = new object?[required];
        for (var i = 0; i < required; i++)
        {
            var parameter = parameters[i];
            arguments[i] = valuesByWireName.GetValueOrDefault(parameter.Name)
                ?? throw CloudStackException.Invalid($"{Name} needs the parameter {parameter.Name}.");
            parameter.Check(arguments[i]!);
        }

        var command = constructor.Invoke(arguments.AsSpan());
        for (var i = required; i < parameters.Count; i++)
        {
            if (valuesByWireName.GetValueOrDefault(parameters[i].Name) is { } value)
                parameters[i].SetValue(command, value);
        }

        return command;
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>What takes reflection over the members, put off until it is asked for.</summary>
    private sealed class Shape
    {
        public Shape(Type type)
        {
            var constructor = type.GetConstructors().MaxBy(candidate => candidate.GetParameters().Length)
                ?? throw new InvalidOperationException($"{type} has no public constructor.");
            var properties = type.GetProperties(BindingFlags.Public | BindingFlags.Instance).OrderBy(property => property.MetadataToken).ToArray();
            var positional = constructor.GetParameters()
                .Select(argument => properties.FirstOrDefault(property => property.Name == argument.Name)
                    ?? throw new InvalidOperationException($"{type}: the constructor's {argument.Name} has no property."))
                .ToArray();

            Constructor = ConstructorInvoker.Create(constructor);
            RequiredCount = positional.Length;
            Parameters =
            [
                .. positional.Select(property => new ParameterDescriptor(property, required: true)),
                .. properties.Except(positional).Select(property => new ParameterDescriptor(property, required: false)),
            ];
        }

        public ConstructorInvoker Constructor { get; }

        public int RequiredCount { get; }

        public IReadOnlyList<ParameterDescriptor> Parameters { get; }
    }
}
