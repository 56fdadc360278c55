using CloudStack.Engine.Persistence;

namespace CloudStack.Engine;

/// <summary>What a handler knows about the call: who, for whom, and the entities that the command names.</summary>
internal sealed class CommandContext
{
    private readonly IReadOnlyDictionary<Guid, IEntityRow> _entities;
    private readonly EventLog _events;

    public CommandContext(CommandDescriptor command, Identity caller, Owner owner, ListScope scope, IReadOnlyDictionary<Guid, IEntityRow> entities,
        Database database, EventLog events, DateTimeOffset now)
    {
        (Command, Caller, Owner, Scope, _entities, Database, _events, Now) = (command, caller, owner, scope, entities, database, events, now);
    }

    public CommandDescriptor Command { get; }

    public Identity Caller { get; }

    /// <summary>The account that the command acts for: the caller's own unless it names another.</summary>
    public Owner Owner { get; }

    /// <summary>Whose events tell of the command: the owner of what it changes, else that of what it makes.</summary>
    public (long AccountId, long DomainId) Concerns { get; init; }

    /// <summary>For a list of what belongs to accounts: whose things to show.</summary>
    public ListScope Scope { get; }

    public Database Database { get; }

    public DateTimeOffset Now { get; }

    /// <summary>What the event says when it should say more than the command's name and the entity.</summary>
    public string? EventText { get; set; }

    /// <summary>Whether the event of this call is in the database already.</summary>
    public bool EventWritten { get; private set; }

    /// <summary>The row of an entity that the command names.</summary>
    public T Row<T>(Guid id) where T : class, IEntityRow => (T)_entities[id];

    /// <summary>The row of an entity that the command names, or null when it names none.</summary>
    public T? Row<T>(Guid? id) where T : class, IEntityRow => id is { } given ? (T)_entities[given] : null;

    public Task<T> ReadAsync<T>(Func<Db, Task<T>> read, CancellationToken ct) => Command.IsList ? Database.ReadManyAsync(read, ct) : Database.ReadAsync(read, ct);

    /// <summary>Does the command's work in one transaction, together with its event.</summary>
    public async Task<T> WriteAsync<T>(Func<Db, Task<T>> write, CancellationToken ct)
    {
        var result = await Database.WriteAsync(async db =>
        {
            var value = await write(db);
            if (Command.Event is not null && Command.Runs == Runs.Immediately)
            {
                await _events.AddAsync(db, Command.Event, EventState.Completed, EventLevel.Info, EventText ?? EventLog.Done(Command), Caller.UserId,
                    Concerns.AccountId, Concerns.DomainId);
            }
            return value;
        }, ct);
        EventWritten = true;
        return result;
    }

    public Task WriteAsync(Func<Db, Task> write, CancellationToken ct) =>
        WriteAsync(async db =>
        {
            await write(db);
            return true;
        }, ct);
}
