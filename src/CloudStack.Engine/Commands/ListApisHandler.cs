using System.Collections.Concurrent;
using System.Reflection;

namespace CloudStack.Engine;

internal sealed class ListApisHandler(CommandCatalog catalog, HandlerCatalog handlers, CommandTexts texts) : IHandler<ListApis, ListResult<ApiCommand>>
{
    private const int UsualLength = 255;

    private readonly ConcurrentDictionary<Role, ApiCommand[]> _byRole = new();

    public Task<ListResult<ApiCommand>> HandleAsync(ListApis command, CommandContext context, CancellationToken ct)
    {
        var all = _byRole.GetOrAdd(context.Caller.Role, Describe);
        if (command.Name is null)
        {
            return Task.FromResult(new ListResult<ApiCommand>(all, all.Length));
        }
        var named = all.Where(api => api.Name == command.Name).ToArray();
        return named.Length == 1
            ? Task.FromResult(new ListResult<ApiCommand>(named, 1))
            : throw new CloudStackException(ErrorCode.Internal, $"The command {command.Name} does not exist or is not available for the account {context.Caller.AccountName}.");
    }

    private ApiCommand[] Describe(Role role)
    {
        var allowed = catalog.Commands.Where(command => (command.Access & role) != 0 && handlers.Handles(command.Type)).ToArray();
        var byView = allowed.Where(command => View(command) != typeof(Success)).ToLookup(View, command => command.Name);
        var byId = allowed.Where(command => command.IsList).ToLookup(command => View(command).GetProperty("Id")?.PropertyType, command => command.Name);
        return [.. allowed.Select(command => new ApiCommand
        {
            Name = command.Name,
            Description = texts.Of(command.Type),
            Since = command.Since,
            IsAsync = command.Runs == Runs.AsJob,
            Related = string.Join(',', byView[View(command)].Where(name => name != command.Name)),
            Params = [.. Parameters(command).Select(pair => Describe(pair.Command, pair.Parameter, byId))],
            Response = [.. View(command).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.GetIndexParameters().Length == 0)
                .Select(Describe)],
        })];
    }

    /// <summary>A command inside a command has its parameters among the others.</summary>
    private IEnumerable<(CommandDescriptor Command, ParameterDescriptor Parameter)> Parameters(CommandDescriptor command) => command.Parameters.SelectMany(parameter =>
        parameter.ValueType.IsAssignableTo(typeof(ICommand)) ? Parameters(catalog.Get(parameter.ValueType)) : [(command, parameter)]);

    private ApiParameter Describe(CommandDescriptor command, ParameterDescriptor parameter, ILookup<Type?, string> byId) => new()
    {
        Name = parameter.Name,
        Description = texts.Of(command.Type.GetProperty(parameter.PropertyName)!),
        Type = parameter.IsMap ? "map" : parameter.IsList ? "list" : TypeName(parameter.ValueType),
        Length = parameter.Length ?? UsualLength,
        Required = parameter.Required,
        Since = parameter.Since,
        Related = parameter.EntityIdType is { } id && byId[id].ToArray() is { Length: > 0 } names ? string.Join(',', names) : null,
    };

    private ApiField Describe(PropertyInfo property) => new()
    {
        Name = CloudStackJson.WireName(property),
        Description = texts.Of(property),
        Type = FieldType(Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType),
    };

    private static Type View(CommandDescriptor command) => command.ItemType ?? command.ResultType;

    private static string TypeName(Type type) =>
        type == typeof(string) || type.IsEnum ? "string"
        : type == typeof(int) ? "integer"
        : type == typeof(long) ? "long"
        : type == typeof(short) ? "short"
        : type == typeof(bool) ? "boolean"
        : type == typeof(DateTimeOffset) ? "date"
        : type == typeof(double) ? "float"
        : "uuid";

    private static string FieldType(Type type) =>
        type.IsGenericType ? type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? "list" : "map"
        : TypeName(type) is var name && name == "uuid" ? type == typeof(System.Text.Json.JsonElement) ? "responseobject" : "string" : name;
}
