namespace CloudStack.Engine;

/// <summary>
/// Holds what is particular to one command. The dispatcher has already checked the parameters, found the entities that they name, and made sure
/// that the caller may use them. For a command that runs as a job the handler may be run a second time after a crash, and then finds what it did.
/// </summary>
internal interface IHandler<in TCommand, TResult> where TCommand : ICommand<TResult>
{
    Task<TResult> HandleAsync(TCommand command, CommandContext context, CancellationToken ct);
}
