using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using CloudStack.Engine.Persistence;
using CloudStack.Engine.Persistence.Migrations;
using FluentMigrator.Runner;
using LinqToDB;
using LinqToDB.Data;
using LinqToDB.DataProvider.MySql;
using MySqlConnector;

namespace CloudStack.Engine.MySql;

/// <summary>MySQL or MariaDB: any number of management servers share it. A transaction that meets a deadlock or a race is run again.</summary>
internal sealed class MySqlDatabase : Database
{
    private const int MostTries = 12;

    private static readonly ConcurrentDictionary<(string Sql, int Place), string> Numbered = new();

    private readonly string _connectionString;
    private readonly DataOptions _options;

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
        _options = Db.Share(new DataOptions().UseConnectionString(MariaDbProvider.Instance, _connectionString));
    }

    public override string Name { get; }

    public override bool IsShared => true;

    public override string? DefaultKeyFile { get; }

    public override async Task MigrateAsync(Func<Task> seed, CancellationToken ct)
    {
        await using var db = new Db(_options);
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
        await using var db = new Db(_options);
        return await read(db);
    }

    public override async Task<T> WriteAsync<T>(Func<Db, Task<T>> write, CancellationToken ct = default)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryWriteAsync(write, ct);
            }
            catch (MySqlException exception) when (attempt < MostTries && IsRace(exception, attempt))
            {
                // The loser of a deadlock waits a moment that differs from server to server, so that the two do not meet again.
                await Task.Delay(TimeSpan.FromMilliseconds(attempt * (1 + (Environment.ProcessId + Environment.CurrentManagedThreadId) % 7)), ct);
            }
        }
    }

    private async Task<T> TryWriteAsync<T>(Func<Db, Task<T>> write, CancellationToken ct)
    {
        await using var db = new Db(_options);
        await db.ExecuteAsync("set transaction isolation level read committed; start transaction", ct);
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

    /// <summary>
    /// Commits, in one message with the statements that come last. One that changes another number of rows than it must is made an error there, which
    /// ends the message before its commit.
    /// </summary>
    private static async Task CommitAsync(Db db)
    {
        var text = new StringBuilder();
        List<DataParameter> parameters = [];
        for (var i = 0; i < db.Final.Count; i++)
        {
            var (sql, rows, own) = db.Final[i];
            text.Append(Numbered.GetOrAdd((sql, i), Number)).Append("; ");
            parameters.AddRange(own.Select(parameter => new DataParameter($"{parameter.Name}_{i}", parameter.Value, parameter.DataType)));
            if (rows is { } wanted)
            {
                text.Append(CultureInfo.InvariantCulture, $"select exp(if(row_count() = {wanted}, 0, 1000)); ");
            }
        }
        try
        {
            await db.ExecuteAsync(text.Append("commit").ToString(), CancellationToken.None, [.. parameters]);
        }
        catch (MySqlException exception) when (exception.ErrorCode == MySqlErrorCode.DataOutOfRange)
        {
            throw new ClaimLostException();
        }
    }

    /// <summary>A statement whose parameters bear the number of its place, so that several go in one message.</summary>
    private static string Number((string Sql, int Place) statement) =>
        Regex.Replace(statement.Sql, @"@(\w+)", $"@$1_{statement.Place}", RegexOptions.CultureInvariant);

    private static async Task UndoAsync(Db db)
    {
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

    public override ValueTask DisposeAsync()
    {
        using var connection = new MySqlConnection(_connectionString);
        MySqlConnection.ClearPool(connection);
        return ValueTask.CompletedTask;
    }
}
