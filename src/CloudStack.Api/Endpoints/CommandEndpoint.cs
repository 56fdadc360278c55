using System.Reflection;
using CloudStack.Api.Wire;

namespace CloudStack.Api.Endpoints;

/// <summary>One command as the API serves it: how to bind, run and show it. Made when it is first called.</summary>
internal sealed class CommandEndpoint
{
    private static readonly string[] UserEvents = ["USER.", "ACCOUNT.", "REGISTER.", "DOMAIN."];

    private readonly Func<ICloud, ICommand, Caller, CancellationToken, Task<object>> _execute;

    public CommandEndpoint(CommandDescriptor command, ParameterBinders binders)
    {
        Command = command;
        Binder = new(command, binders);
        Shape = new(command);
        ChangesUsers = command.Event is { } type && UserEvents.Any(prefix => type.StartsWith(prefix, StringComparison.Ordinal));
        _execute = typeof(CommandEndpoint).GetMethod(nameof(RunAsync), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(command.ResultType)
            .CreateDelegate<Func<ICloud, ICommand, Caller, CancellationToken, Task<object>>>();
    }

    public CommandDescriptor Command { get; }

    public CommandBinder Binder { get; }

    public ResultShape Shape { get; }

    /// <summary>Whether keys, passwords or states of users may be other ones afterwards.</summary>
    public bool ChangesUsers { get; }

    public async Task<Answer> AnswerAsync(ICloud cloud, ICommand command, Caller caller, CancellationToken ct)
    {
        // Who hangs up ends a list, but not a change that is under way.
        var until = Command.ItemType is null || Command.Event is not null ? CancellationToken.None : ct;
        return Command.Runs == Runs.AsJob
            ? new StartedAnswer(Shape.Root, await cloud.StartAsync(command, caller, until))
            : new ResultAnswer(Shape, await _execute(cloud, command, caller, until));
    }

    private static async Task<object> RunAsync<TResult>(ICloud cloud, ICommand command, Caller caller, CancellationToken ct) where TResult : class =>
        await cloud.ExecuteAsync((ICommand<TResult>)command, caller, ct);
}
