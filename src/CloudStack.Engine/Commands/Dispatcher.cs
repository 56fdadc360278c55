using System.Collections;
using CloudStack.Drivers;
using CloudStack.Engine.Persistence;
using Microsoft.Extensions.Logging;

namespace CloudStack.Engine;

/// <summary>
/// Runs commands: validates the parameters, finds the entities that they name, authorises, and hands on to the handler or records the job.
/// Handlers hold only what is particular to their command.
/// </summary>
internal sealed partial class Dispatcher(
    CommandCatalog catalog, HandlerCatalog handlers, Database database, EventLog events, JobRunner jobs, TimeProvider time, ILogger<Dispatcher> logger)
{
    public async Task<TResult> ExecuteAsync<TResult>(ICommand<TResult> command, Caller caller, CancellationToken ct)
    {
        var descriptor = Describe(command);
        if (descriptor.Runs == Runs.AsJob)
        {
            var job = await StartAsync(descriptor, command, caller, ct);
            return (TResult)await jobs.WaitAsync(job.JobId.Value, typeof(TResult), ct);
        }
        var context = await ContextAsync(descriptor, command, caller, ct);
        try
        {
            var run = Invoker<TResult>.For(descriptor.Type);
            return await run(handlers, command, context, ct);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            await ReportAsync(context, exception);
            throw Translate(descriptor, exception);
        }
    }

    public Task<StartedJob> StartAsync(ICommand command, Caller caller, CancellationToken ct)
    {
        var descriptor = Describe(command);
        return descriptor.Runs == Runs.AsJob
            ? StartAsync(descriptor, command, caller, ct)
            : throw new CloudStackException(ErrorCode.UnsupportedAction, $"{descriptor.Name} does not run as a job: execute it.");
    }

    /// <summary>The context of a job's command, made anew when the job runs. Entities that were removed meanwhile are found too.</summary>
    public Task<CommandContext> ContextOfJobAsync(ICommand command, long userId, CancellationToken ct)
    {
        var descriptor = catalog.Get(command.GetType());
        return database.ReadAsync(async db => await ContextAsync(db, descriptor, command, await IdentityReader.ReadAsync(db, userId), again: true), ct);
    }

    /// <summary>The context that a command would have, for a handler that asks about it instead of running it.</summary>
    public Task<CommandContext> ContextForAsync(ICommand command, Identity caller, CancellationToken ct) =>
        database.ReadAsync(db => ContextAsync(db, catalog.Get(command.GetType()), command, caller, again: false), ct);

    /// <summary>The error that a caller may see.</summary>
    public CloudStackException Translate(CommandDescriptor command, Exception exception)
    {
        switch (exception)
        {
            case CloudStackException known:
                return known;
            case ConflictException conflict:
                return new(ErrorCode.Internal, conflict.Message, conflict) { CsErrorCode = 4300 };
            case DriverException driver:
                LogDriver(driver, command.Name);
                return new(ErrorCode.ResourceUnavailable, driver.Message, driver);
            default:
                LogUnexpected(exception, command.Name);
                return new(ErrorCode.Internal, $"{command.Name} failed inside the cloud: {exception.Message} The log of the management server tells more.",
                    exception);
        }
    }

    private CommandDescriptor Describe(ICommand command)
    {
        ArgumentNullException.ThrowIfNull(command);
        var descriptor = catalog.Get(command.GetType());
        return handlers.Handles(descriptor.Type)
            ? descriptor
            : throw new CloudStackException(ErrorCode.UnsupportedAction, $"The command {descriptor.Name} does not exist or is not available.");
    }

    private async Task<StartedJob> StartAsync(CommandDescriptor descriptor, ICommand command, Caller caller, CancellationToken ct)
    {
        var context = await ContextAsync(descriptor, command, caller, ct);
        try
        {
            return await jobs.StartAsync(descriptor, handlers.Saga(descriptor), command, context, ct);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            await ReportAsync(context, exception);
            throw Translate(descriptor, exception);
        }
    }

    private Task<CommandContext> ContextAsync(CommandDescriptor descriptor, ICommand command, Caller caller, CancellationToken ct) =>
        database.ReadAsync(async db =>
        {
            var identity = await IdentityReader.ReadAsync(db, caller);
            if ((descriptor.Access & identity.Role) == 0 && !caller.IsSystem)
            {
                throw new CloudStackException(ErrorCode.UnsupportedAction,
                    $"The command {descriptor.Name} does not exist or is not available for the account {identity.AccountName}.");
            }
            return await ContextAsync(db, descriptor, command, identity, again: false);
        }, ct);

    private async Task<CommandContext> ContextAsync(Db db, CommandDescriptor descriptor, ICommand command, Identity identity, bool again)
    {
        Dictionary<Guid, IEntityRow> entities = [];
        DomainRow? ownerDomain = null;
        ProjectRow? ownerProject = null;
        (long Account, long Domain)? changed = null;
        var scoped = command as IOwnerScoped;
        var filter = command as IOwnerFiltered;
        var namesOne = false;
        foreach (var parameter in descriptor.Parameters)
        {
            var value = parameter.GetValue(command);
            Validate(descriptor, parameter, value);
            if (value is null || parameter.EntityIdType is null)
            {
                continue;
            }
            foreach (var id in parameter.IsList ? ((IEnumerable)value).Cast<object>() : [value])
            {
                if (parameter.TakesAll && EntityIds.ValueOf(id) == Guid.AllBitsSet)
                {
                    continue;
                }
                if (id is ProjectId project && project == ProjectId.All)
                {
                    if (filter?.ProjectId != project)
                    {
                        throw CloudStackException.Invalid($"{parameter.Name} -1, for all projects, is not offered here. Name one project.");
                    }
                    continue;
                }
                var row = await FindAsync(db, parameter, EntityIds.ValueOf(id), again);
                if (parameter.IsOwned && !again)
                {
                    await AccessPolicy.CheckAsync(db, identity, row, parameter.Access, EntityKinds.All[parameter.EntityIdType].Noun);
                }
                entities[row.Uuid] = row;
                namesOne |= parameter.Name == "id";
                if (parameter.Name == "domainid")
                {
                    ownerDomain = row as DomainRow;
                }
                else if (parameter.Name == "projectid" && scoped?.ProjectId is not null)
                {
                    ownerProject = row as ProjectRow;
                }
                if (parameter.IsOwned && parameter.Access == AccessType.Modify && row is IOwnedRow owned)
                {
                    changed ??= (owned.AccountId, owned.DomainId);
                }
            }
        }
        var owner = scoped is not null && filter is null
            ? await Owner.ResolveAsync(db, identity, scoped.Account, ownerDomain, ownerProject)
            : Owner.Of(identity);
        var scope = filter is not null ? await ListScope.ResolveAsync(db, identity, filter, ownerDomain, ownerProject, namesOne) : ListScope.Everything;
        return new(descriptor, identity, owner, scope, entities, database, events, time.GetUtcNow())
        {
            Concerns = scoped is null && changed is { } given ? given : (owner.AccountId, owner.DomainId),
        };
    }

    private static void Validate(CommandDescriptor descriptor, ParameterDescriptor parameter, object? value)
    {
        if (value is null)
        {
            if (parameter.Required)
            {
                throw CloudStackException.Invalid($"{descriptor.Name} needs the parameter {parameter.Name}.");
            }
            return;
        }
        if (value is string text && text.Length > (parameter.Length ?? 255))
        {
            throw CloudStackException.Invalid($"{parameter.Name} is {text.Length} characters long; at most {parameter.Length ?? 255} are allowed.");
        }
    }

    private static async Task<IEntityRow> FindAsync(Db db, ParameterDescriptor parameter, Guid uuid, bool again)
    {
        var kind = EntityKinds.All[parameter.EntityIdType!];
        var row = kind.Find is null ? null : await kind.Find(db, uuid);
        if (row is null || (!again && row is IRemovableRow { Removed: not null }))
        {
            throw CloudStackException.Invalid($"{parameter.Name}: there is no {kind.Noun} with id {uuid}.");
        }
        return row;
    }

    /// <summary>A failed action leaves an event too, except where nothing was tried.</summary>
    private async Task ReportAsync(CommandContext context, Exception exception)
    {
        if (context.Command.Event is null)
        {
            return;
        }
        try
        {
            await database.WriteAsync(db => events.AddAsync(db, context.Command.Event, EventState.Completed, EventLevel.Error,
                $"{EventLog.Failed(context.Command)}: {exception.Message}", context.Caller.UserId, context.Concerns.AccountId, context.Concerns.DomainId));
        }
        catch (Exception failure)
        {
            LogEventLost(failure, context.Command.Name);
        }
    }

    [LoggerMessage(LogLevel.Error, "{Command} failed unexpectedly.")]
    private partial void LogUnexpected(Exception exception, string command);

    [LoggerMessage(LogLevel.Warning, "{Command} failed in a driver.")]
    private partial void LogDriver(Exception exception, string command);

    [LoggerMessage(LogLevel.Error, "The event of the failed {Command} could not be written.")]
    private partial void LogEventLost(Exception exception, string command);

    /// <summary>Calls the handler of a command whose type is known only now.</summary>
    private static class Invoker<TResult>
    {
        private static readonly System.Collections.Concurrent.ConcurrentDictionary<Type,
            Func<HandlerCatalog, ICommand<TResult>, CommandContext, CancellationToken, Task<TResult>>> Made = new();

        public static Func<HandlerCatalog, ICommand<TResult>, CommandContext, CancellationToken, Task<TResult>> For(Type command) =>
            Made.GetOrAdd(command, static type => typeof(Invoker<TResult>)
                .GetMethod(nameof(InvokeAsync), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!
                .MakeGenericMethod(type)
                .CreateDelegate<Func<HandlerCatalog, ICommand<TResult>, CommandContext, CancellationToken, Task<TResult>>>());

        private static Task<TResult> InvokeAsync<TCommand>(HandlerCatalog handlers, ICommand<TResult> command, CommandContext context, CancellationToken ct)
            where TCommand : ICommand<TResult> =>
            handlers.Handler<TCommand, TResult>().HandleAsync((TCommand)command, context, ct);
    }
}
