using System.Diagnostics;
using System.Threading.Channels;
using CloudStack.Engine.Persistence;
using CloudStack.Engine.Persistence.Migrations;
using FluentMigrator.Runner;
using LinqToDB;
using LinqToDB.Data;
using LinqToDB.DataProvider.SQLite;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace CloudStack.Engine.Sqlite;

/// <summary>
/// SQLite has one writer at a time, so all transactions go through one loop, which commits as many as have queued up in one go: a transaction
/// returns only after the commit that holds it has reached the disk, and many share the price of one sync.
/// </summary>
internal sealed class SqliteDatabase : Database
{
    private const int MostPerCommit = 128;

    private readonly string? _file;
    private readonly DataOptions _options;
    private readonly string _connectionString;
    private readonly Channel<Work> _queue = Channel.CreateUnbounded<Work>(new UnboundedChannelOptions { SingleReader = true });
    private readonly System.Collections.Concurrent.ConcurrentBag<Reader> _readers = [];
    private readonly KeptReads _kept = new();
    private readonly HashSet<string> _changedTables = new(StringComparer.Ordinal);
    private readonly Lazy<Task> _writer;
    private readonly Lazy<Db> _writerDb;
    private FileStream? _lock;

    /// <summary>Opens a file, or with null a database that lives as long as this object.</summary>
    public SqliteDatabase(string? file)
    {
        _file = file;
        var builder = new SqliteConnectionStringBuilder { ForeignKeys = true, Pooling = false };
        if (file is null)
        {
            builder.DataSource = $"cloudstack-{Environment.ProcessId}-{GetHashCode()}-{Environment.TickCount64}";
            builder.Mode = SqliteOpenMode.Memory;
            builder.Cache = SqliteCacheMode.Shared;
        }
        else
        {
            builder.DataSource = file;
        }
        _connectionString = builder.ToString();
        _options = Db.Share(new DataOptions().UseConnectionFactory(SqliteProvider.Instance, _ => new CachingConnection(_connectionString)));
        _writerDb = new Lazy<Db>(OpenWriter);
        _writer = new Lazy<Task>(() => Task.Run(WriteLoopAsync));
    }

    public override string Name => _file is null ? "SQLite in memory" : $"SQLite file {_file}";

    public override bool IsShared => false;

    public override string? DefaultKeyFile => _file is null ? null : _file + ".key";

    public override async Task MigrateAsync(Func<Task> seed, CancellationToken ct)
    {
        _lock ??= Lock();
        var version = await SchemaMigrator.VersionOfAsync(_writerDb.Value, "select count(*) from sqlite_master where type = 'table' and name = @name", ct);
        SchemaMigrator.Run(Name, version, runner => runner.AddSQLite().WithGlobalConnectionString(_connectionString));
        await seed();
    }

    public override async Task<T> ReadAsync<T>(Func<Db, Task<T>> read, CancellationToken ct = default)
    {
        if (_file is null)
        {
            return await EnqueueAsync(read, isRead: true, ct);
        }
        if (!_readers.TryTake(out var reader))
        {
            reader = OpenReader();
        }
        var (db, connection) = reader;
        db.KeptSince = _kept.Ended;
        // One snapshot for all of its queries, which also spares each of them taking and dropping the lock.
        connection.Run("begin");
        try
        {
            // The snapshot is taken by the first statement that reads; what is kept must be of no later one.
            connection.Run("select 1 from sqlite_master limit 1");
            return await read(db);
        }
        finally
        {
            connection.Run("commit");
            _readers.Add(reader);
        }
    }

    public override Task<T> WriteAsync<T>(Func<Db, Task<T>> write, CancellationToken ct = default) => EnqueueAsync(write, isRead: false, ct);

    public override async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        if (_writer.IsValueCreated)
        {
            await _writer.Value;
        }
        if (_writerDb.IsValueCreated)
        {
            await _writerDb.Value.DisposeAsync();
        }
        while (_readers.TryTake(out var reader))
        {
            await reader.Db.DisposeAsync();
        }
        if (_lock is not null)
        {
            await _lock.DisposeAsync();
        }
    }

    /// <summary>
    /// Two engines on one file would each trust what they keep in memory. The lock is the operating system's, which lifts it when the process dies; the
    /// file that carries it stays, because removing it would let two newcomers lock two different files of the same name.
    /// </summary>
    private FileStream? Lock()
    {
        if (_file is null)
        {
            return null;
        }
        try
        {
            return new FileStream(_file + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception) when (exception is not (DirectoryNotFoundException or PathTooLongException))
        {
            throw new InvalidOperationException(
                $"{Name} is in use by another process or another cloud of this one (lock file {_file}.lock). Stop that first, or use MySQL, which several may share.", exception);
        }
    }

    /// <summary>The one connection that writes. It notes which tables it changes, for what is kept of them.</summary>
    private Db OpenWriter()
    {
        var db = Open(null);
        if (_file is not null)
        {
            var handle = ((SqliteConnection)db.OpenDbConnection()).Handle;
            raw.sqlite3_update_hook(handle, (_, _, _, table, _) => _changedTables.Add(table.utf8_to_string()), null);
            // A deletion of all rows is done row by row with this, and so is noted too.
            delegate_authorizer authorize = (_, action, _, _, _, _) => action == raw.SQLITE_DELETE ? raw.SQLITE_IGNORE : raw.SQLITE_OK;
            raw.sqlite3_set_authorizer(handle, authorize, null);
        }
        return db;
    }

    private Reader OpenReader()
    {
        var db = Open(_kept);
        return new(db, (CachingConnection)db.OpenDbConnection());
    }

    private Db Open(KeptReads? kept)
    {
        var db = new Db(_options) { Kept = kept };
        db.Execute("pragma busy_timeout = 10000");
        if (_file is not null)
        {
            db.Execute("pragma journal_mode = wal");
            db.Execute("pragma synchronous = full");
            // Pages that change often are copied to the file less often, and what is read often is in memory.
            db.Execute("pragma wal_autocheckpoint = 8000");
            db.Execute("pragma cache_size = -32000");
            db.Execute("pragma mmap_size = 1073741824");
        }
        return db;
    }

    private Task<T> EnqueueAsync<T>(Func<Db, Task<T>> body, bool isRead, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var work = new Work<T>(body, isRead);
        _ = _writer.Value;
        return _queue.Writer.TryWrite(work) ? work.Task : Task.FromException<T>(new ObjectDisposedException(nameof(SqliteDatabase)));
    }

    private async Task WriteLoopAsync()
    {
        var db = _writerDb.Value;
        var batch = new List<Work>();
        while (await _queue.Reader.WaitToReadAsync())
        {
            while (batch.Count < MostPerCommit && _queue.Reader.TryRead(out var work))
            {
                batch.Add(work);
            }
            await RunAsync(db, batch);
            batch.Clear();
        }
    }

    private async Task RunAsync(Db db, List<Work> batch)
    {
        var inTransaction = false;
        try
        {
            foreach (var work in batch)
            {
                if (!work.IsRead && !inTransaction)
                {
                    db.Execute("begin immediate");
                    inTransaction = true;
                }
                await work.RunAsync(db);
            }
            if (inTransaction)
            {
                Commit(db);
            }
        }
        catch (Exception exception)
        {
            batch.ForEach(work => work.Fail(exception));
            if (inTransaction)
            {
                try
                {
                    db.Execute("rollback");
                }
                catch (SqliteException)
                {
                    // The engine has rolled back by itself; the first exception is the one to tell.
                }
            }
        }
        _changedTables.Clear();
        batch.ForEach(work => work.Answer());
    }

    private void Commit(Db db)
    {
        _kept.Begin(_changedTables);
        try
        {
            db.Execute("commit");
        }
        finally
        {
            _kept.End();
        }
    }

    private readonly record struct Reader(Db Db, CachingConnection Connection);

    private abstract class Work(bool isRead)
    {
        public bool IsRead { get; } = isRead;

        public abstract Task RunAsync(Db db);

        public abstract void Fail(Exception exception);

        public abstract void Answer();
    }

    private sealed class Work<T>(Func<Db, Task<T>> body, bool isRead) : Work(isRead)
    {
        private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        // The queue has its own flow of execution; what is written is written for whoever asked.
        private readonly Activity? _activity = Activity.Current;
        private T _result = default!;
        private Exception? _error;

        public Task<T> Task => _answer.Task;

        /// <summary>Runs the body behind a savepoint, so that one that throws undoes only its own work.</summary>
        public override async Task RunAsync(Db db)
        {
            if (IsRead)
            {
                await RunBodyAsync(db);
                return;
            }
            db.Execute("savepoint work");
            await RunBodyAsync(db);
            if (_error is not null)
            {
                db.Execute("rollback to work");
            }
            db.Execute("release work");
        }

        public override void Fail(Exception exception) => _error ??= exception;

        public override void Answer()
        {
            if (_error is null)
            {
                _answer.SetResult(_result);
            }
            else
            {
                _answer.SetException(_error);
            }
        }

        private async Task RunBodyAsync(Db db)
        {
            Activity.Current = _activity;
            try
            {
                _result = await body(db);
                await db.RunLastAsync();
                await db.RunFinalAsync();
            }
            catch (Exception exception)
            {
                db.ForgetLast();
                _error = exception;
            }
        }
    }
}
