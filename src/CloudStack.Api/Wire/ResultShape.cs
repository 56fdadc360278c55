using System.Linq.Expressions;
using System.Reflection;

namespace CloudStack.Api.Wire;

/// <summary>How the result of a command looks on the wire.</summary>
internal enum ResultKind
{
    /// <summary>A count and items.</summary>
    List,
    /// <summary>One object under its name.</summary>
    Object,
    /// <summary>An object without a name of its own: a job.</summary>
    Bare,
    /// <summary>Success and nothing else.</summary>
    Success,
}

/// <summary>The shape of a command's results, and how a list is taken apart.</summary>
internal sealed class ResultShape
{
    private readonly Func<object, (IReadOnlyList<object> Items, int Count)>? _page;
    private readonly Func<object, Guid>? _id;

    public ResultShape(CommandDescriptor command)
    {
        Command = command;
        View = command.ItemType ?? command.ResultType;
        Name = command.ObjectName ?? "null";
        Kind = command.ItemType is not null ? ResultKind.List
            : command.ResultType == typeof(Success) ? ResultKind.Success
            : command.ResultType == typeof(Job) ? ResultKind.Bare
            : ResultKind.Object;
        if (command.ItemType is { } item)
        {
            _page = typeof(ResultShape).GetMethod(nameof(Open), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(item)
                .CreateDelegate<Func<object, (IReadOnlyList<object>, int)>>();
            _id = IdReader(item);
        }
    }

    /// <summary>Whether the items are entities, which jobs may work on.</summary>
    public bool HasEntities => _id is not null;

    public CommandDescriptor Command { get; }

    public ResultKind Kind { get; }

    /// <summary>The type of the object, or of each item.</summary>
    public Type View { get; }

    /// <summary>The name of the object, or of each item.</summary>
    public string Name { get; }

    public string Root => Command.SuccessResponseName;

    /// <summary>The job that is under way on an item of a list.</summary>
    public JobId? JobOf(object item, IReadOnlyDictionary<Guid, JobId>? pending) =>
        pending is not null && _id is not null && pending.TryGetValue(_id(item), out var job) ? job : null;

    public (IReadOnlyList<object> Items, int Count) Page(object result) => _page!(result);

    private static Func<object, Guid>? IdReader(Type view)
    {
        if (view.GetProperty("Id") is not { } property || property.PropertyType.GetInterfaces().All(face => !face.IsGenericType || face.GetGenericTypeDefinition() != typeof(IEntityId<>)))
        {
            return null;
        }
        var item = Expression.Parameter(typeof(object));
        return Expression.Lambda<Func<object, Guid>>(Expression.Property(Expression.Property(Expression.Convert(item, view), property), "Value"), item).Compile();
    }

    private static (IReadOnlyList<object>, int) Open<T>(object result) where T : class
    {
        var page = (ListResult<T>)result;
        return ((IReadOnlyList<object>)page.Items, page.Count);
    }
}
