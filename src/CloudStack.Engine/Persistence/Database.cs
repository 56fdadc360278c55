namespace CloudStack.Engine.Persistence;

/// <summary>
/// The cloud's database. A transaction holds database work only, never a call to a driver, and is short; what the body changes in memory must bear
/// being done twice, because a body that met a deadlock is run again.
/// </summary>
internal abstract class Database : IAsyncDisposable
{
    /// <summary>For messages: what and where it is, without secrets.</summary>
    public abstract string Name { get; }

    /// <summary>Whether several management servers can share it.</summary>
    public abstract bool IsShared { get; }

    /// <summary>Where the key of this database is kept unless the host gives one; null keeps it nowhere.</summary>
    public abstract string? DefaultKeyFile { get; }

    /// <summary>Brings the schema up to date and then seeds. Several servers may call it at once: they do it one after the other.</summary>
    public abstract Task MigrateAsync(Func<Task> seed, CancellationToken ct);

    /// <summary>Reads outside a transaction.</summary>
    public abstract Task<T> ReadAsync<T>(Func<Db, Task<T>> read, CancellationToken ct = default);

    /// <summary>As <see cref="ReadAsync"/>, for what looks at many rows, such as a list that is counted: more is prepared for that.</summary>
    public virtual Task<T> ReadManyAsync<T>(Func<Db, Task<T>> read, CancellationToken ct = default) => ReadAsync(read, ct);

    /// <summary>Runs a transaction. It is committed when this returns, and undone when it throws.</summary>
    public abstract Task<T> WriteAsync<T>(Func<Db, Task<T>> write, CancellationToken ct = default);

    /// <summary>Runs a transaction. It is committed when this returns, and undone when it throws.</summary>
    public Task WriteAsync(Func<Db, Task> write, CancellationToken ct = default) =>
        WriteAsync(async db =>
        {
            await write(db);
            return true;
        }, ct);

    public abstract ValueTask DisposeAsync();
}
