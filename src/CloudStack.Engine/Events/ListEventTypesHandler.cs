using System.Reflection;

namespace CloudStack.Engine;

internal sealed class ListEventTypesHandler : IHandler<ListEventTypes, ListResult<EventKind>>
{
    private static readonly IReadOnlyList<EventKind> All =
        [.. typeof(EventType).GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral)
            .Select(field => new EventKind { Name = (string)field.GetRawConstantValue()! })];

    public Task<ListResult<EventKind>> HandleAsync(ListEventTypes command, CommandContext context, CancellationToken ct) =>
        Task.FromResult(new ListResult<EventKind>(All, All.Count));
}
