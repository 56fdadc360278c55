using CloudStack.Engine.Persistence;
using CloudStack.Engine.Persistence.Migrations;
using FluentMigrator.Runner;
using LinqToDB;
using LinqToDB.Data;
using MySqlConnector;

namespace CloudStack.Engine.MySql;

/// <summary>MySQL or MariaDB: any number of management servers share it. A transaction that meets a deadlock or a race is run again.</summary>
internal sealed class MySqlDatabase : Database
{
    private const int MostTries = 12;

    private readonly string _connectionString;
    private readonly MySqlDataSource _connections;
    private readonly DataOptions _options;
    private readonly PreparedTexts _prepared = new();

    public MySqlDatabase(string connectionString)
    {
        var builder = new MySqlConnectionStringBuilder(connectionString)
        {
            ConnectionReset = false,
            AllowUserVariables = true,
            UseAffectedRows = false,
        };
        Name = $"MySQL database {builder.Database} on {builder.Server}:{builder.Port}";
        DefaultKeyFile = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create),
            "cloudstack", $"{builder.Server}-{builder.Port}-{builder.Database}.key");
        _connectionString = builder.ConnectionString;
        _connections = new MySqlDataSourceBuilder(_connectionString).UseConnectionOpenedCallback(SetUpAsync).Build();
        _options = Db.Share(new DataOptions().UseConnectionFactory(MariaDbProvider.Instance, _ => _connections.CreateConnection()));
    }

    public override string Name { get; }

    public override bool IsShared => true;

    public override string? DefaultKeyFile { get; }

    public override async Task MigrateAsync(Func<Task> seed, CancellationToken ct)
    {
        await using var db = Open();
        // Only one server at a time: the others then find nothing to do.
        if (await db.ExecuteAsync<long?>("select get_lock('cloudstack-schema', 300)", ct) != 1)
        {
            throw new InvalidOperationException($"{Name} is being upgraded by another server for more than five minutes. Look there first.");
        }
        try
        {
            var version = await SchemaMigrator.VersionOfAsync(db,
                "select count(*) from information_schema.tables where table_schema = database() and table_name = @name", ct);
            SchemaMigrator.Run(Name, version, runner => runner.AddMySql8().WithGlobalConnectionString(_connectionString));
            await seed();
        }
        finally
        {
            await db.ExecuteAsync("do release_lock('cloudstack-schema')", CancellationToken.None);
        }
    }

    public override async Task<T> ReadAsync<T>(Func<Db, Task<T>> read, CancellationToken ct = default)
    {
        await using var db = Open();
        return await read(db);
    }

    public override async Task<T> WriteAsync<T>(Func<Db, Task<T>> write, CancellationToken ct = default)
    {
        var isLate = true;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryWriteAsync(write, isLate);
            }
            catch (MySqlException exception) when (isLate && exception.Number == Message.Unexpected)
            {
                // Now the body shall see for itself which statement did not do what it expected.
                isLate = false;
            }
            catch (MySqlException exception) when (attempt < MostTries && IsRace(exception, attempt))
            {
                // The loser of a deadlock waits a moment that differs from server to server, so that the two do not meet again.
                await Task.Delay(TimeSpan.FromMilliseconds(attempt * (1 + (Environment.ProcessId + Environment.CurrentManagedThreadId) % 7)), ct);
            }
        }
    }

    private async Task<T> TryWriteAsync<T>(Func<Db, Task<T>> write, bool isLate)
    {
        await using var db = Open();
        db.BeginLate("start transaction; ", isLate);
        try
        {
            var result = await write(db);
            await db.RunLastAsync();
            await CommitAsync(db);
            return result;
        }
        catch
        {
            await UndoAsync(db);
            throw;
        }
    }

    /// <summary>Only here is that error a lost claim; in the body it is what it says.</summary>
    private static async Task CommitAsync(Db db)
    {
        try
        {
            await db.CommitLateAsync();
        }
        catch (MySqlException exception) when (exception.Number == Message.ClaimLost)
        {
            throw new ClaimLostException();
        }
    }

    private static async Task UndoAsync(Db db)
    {
        db.ForgetLast();
        if (!db.HasBegun)
        {
            return;
        }
        try
        {
            await db.ExecuteAsync("rollback", CancellationToken.None);
        }
        catch (Exception exception) when (exception is MySqlException or InvalidOperationException)
        {
            // The connection is broken, and the server has rolled back by itself; the first exception is the one to tell.
        }
    }

    /// <summary>
    /// A transaction that looked for a row and made it may meet another that did the same at that moment; run again, it finds the row. One that would
    /// really double something is refused again, and then told.
    /// </summary>
    private static bool IsRace(MySqlException exception, int attempt) => exception.ErrorCode switch
    {
        MySqlErrorCode.LockDeadlock or MySqlErrorCode.LockWaitTimeout => true,
        MySqlErrorCode.DuplicateKeyEntry => attempt == 1,
        _ => false,
    };

    public override ValueTask DisposeAsync() => _connections.DisposeAsync();

    private Db Open() => new(_options) { Prepare = _prepared.PrepareAsync };

    /// <summary>A connection keeps what is set here for its life, because the pool does not reset it.</summary>
    private static async ValueTask SetUpAsync(MySqlConnectionOpenedContext context, CancellationToken ct)
    {
        if (context.Conditions.HasFlag(MySqlConnectionOpenedConditions.New))
        {
            await using var command = context.Connection.CreateCommand();
            command.CommandText = "set session transaction isolation level read committed";
            await command.ExecuteNonQueryAsync(ct);
        }
    }
}
