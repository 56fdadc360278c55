using System.Collections.Concurrent;
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
/// SQLite has one writer at a time, so all transactions go through one queue. Whoever finds nobody writing writes itself, all that has queued up in one
/// go: a transaction returns only after the commit that holds it has reached the disk, and many share the price of one sync.
/// </summary>
internal sealed class SqliteDatabase : Database
{
    private const int MostPerCommit = 128;

    private readonly string? _file;
    private readonly DataOptions _options;
    private readonly string _connectionString;
    private readonly ConcurrentQueue<Work> _queue = [];
    private readonly SemaphoreSlim _writer = new(1);
    private readonly ConcurrentBag<Reader> _readers = [], _mappedReaders = [];
    private readonly KeptReads _kept = new();
    private readonly HashSet<string> _changedTables = new(StringComparer.Ordinal);
    private readonly Lazy<Db> _writerDb;
    private FileStream? _lock;
    private volatile bool _isClosed;

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

    public override Task<T> ReadAsync<T>(Func<Db, Task<T>> read, CancellationToken ct = default) => ReadAsync(read, _readers, isMapped: false, ct);

    public override Task<T> ReadManyAsync<T>(Func<Db, Task<T>> read, CancellationToken ct = default) => ReadAsync(read, _mappedReaders, isMapped: true, ct);

    public override Task<T> WriteAsync<T>(Func<Db, Task<T>> write, CancellationToken ct = default) => EnqueueAsync(write, isRead: false, ct);

    public override async ValueTask DisposeAsync()
    {
        if (_isClosed)
        {
            return;
        }
        // The place of the writer is not given back: whoever comes later finds the database closed.
        await _writer.WaitAsync();
        _isClosed = true;
        while (!_queue.IsEmpty)
        {
            await WriteQueuedAsync();
        }
        if (_writerDb.IsValueCreated)
        {
            await _writerDb.Value.DisposeAsync();
        }
        foreach (var reader in _readers.Concat(_mappedReaders))
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

    private async Task<T> ReadAsync<T>(Func<Db, Task<T>> read, ConcurrentBag<Reader> readers, bool isMapped, CancellationToken ct)
    {
        if (_file is null)
        {
            return await EnqueueAsync(read, isRead: true, ct);
        }
        if (!readers.TryTake(out var reader))
        {
            reader = OpenReader(isMapped);
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
            readers.Add(reader);
        }
    }

    /// <summary>
    /// After each commit a reader begins with an empty cache. One that looks at many rows has the file mapped, and finds them there; to map it anew costs more
    /// than the few pages that a look at a few rows reads.
    /// </summary>
    private Reader OpenReader(bool isMapped)
    {
        var db = Open(_kept);
        if (isMapped)
        {
            db.Execute("pragma mmap_size = 1073741824");
        }
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
        }
        return db;
    }

    private async Task<T> EnqueueAsync<T>(Func<Db, Task<T>> body, bool isRead, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        ObjectDisposedException.ThrowIf(_isClosed, this);
        var work = new Work<T>(body, isRead);
        _queue.Enqueue(work);
        if (_writer.Wait(0, CancellationToken.None))
        {
            await WriteQueuedAsync();
            PassOn();
        }
        ObjectDisposedException.ThrowIf(_isClosed && !work.Answered.IsCompleted, this);
        return await work.Answered;
    }

    /// <summary>Gives up the place of the writer, or lets somebody else write what has queued up: who has written has its own answer to give.</summary>
    private void PassOn()
    {
        if (!_queue.IsEmpty)
        {
            _ = Task.Run(async () =>
            {
                await WriteQueuedAsync();
                PassOn();
            });
            return;
        }
        _writer.Release();
        // Who queued up before that found the place taken.
        if (!_queue.IsEmpty && _writer.Wait(0))
        {
            PassOn();
        }
    }

    /// <summary>Writes what has queued up, in one commit.</summary>
    private async Task WriteQueuedAsync()
    {
        var batch = new List<Work>();
        while (batch.Count < MostPerCommit && _queue.TryDequeue(out var work))
        {
            batch.Add(work);
        }
        Db? db = null;
        var inTransaction = false;
        try
        {
            db = _writerDb.Value;
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
                    db!.Execute("rollback");
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
        // Another may do the work: what is written, traced and logged there is so for whoever asked.
        private readonly ExecutionContext? _flow = ExecutionContext.Capture();
        private T _result = default!;
        private Exception? _error;

        public Task<T> Answered => _answer.Task;

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

        private Task RunBodyAsync(Db db)
        {
            if (_flow is null)
            {
                return RunInFlowAsync(db);
            }
            var running = Task.CompletedTask;
            ExecutionContext.Run(_flow, _ => running = RunInFlowAsync(db), null);
            return running;
        }

        private async Task RunInFlowAsync(Db db)
        {
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
