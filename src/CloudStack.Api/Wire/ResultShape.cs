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
        }
    }

    public CommandDescriptor Command { get; }

    public ResultKind Kind { get; }

    /// <summary>The type of the object, or of each item.</summary>
    public Type View { get; }

    /// <summary>The name of the object, or of each item.</summary>
    public string Name { get; }

    public string Root => Command.SuccessResponseName;

    public (IReadOnlyList<object> Items, int Count) Page(object result) => _page!(result);

    private static (IReadOnlyList<object>, int) Open<T>(object result) where T : class
    {
        var page = (ListResult<T>)result;
        return ((IReadOnlyList<object>)page.Items, page.Count);
    }
}
