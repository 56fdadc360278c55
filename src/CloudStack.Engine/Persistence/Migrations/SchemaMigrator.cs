using System.Reflection;
using FluentMigrator;
using FluentMigrator.Infrastructure;
using FluentMigrator.Runner;
using FluentMigrator.Runner.Initialization;
using FluentMigrator.Runner.VersionTableInfo;
using LinqToDB.Async;
using LinqToDB.Data;
using Microsoft.Extensions.DependencyInjection;

namespace CloudStack.Engine.Persistence.Migrations;

/// <summary>Runs the migrations that a database lacks.</summary>
internal static class SchemaMigrator
{
    private const string VersionTable = "schema_version";

    private static readonly Type[] MigrationTypes =
        [.. typeof(SchemaMigrator).Assembly.GetTypes().Where(type => type.IsDefined(typeof(MigrationAttribute)))];

    public static long Latest { get; } = MigrationTypes.Max(type => type.GetCustomAttribute<MigrationAttribute>()!.Version);

    /// <summary>The newest migration that a database has, or 0.</summary>
    public static async Task<long> VersionOfAsync(Db db, string existsSql, CancellationToken ct)
    {
        var exists = await db.ExecuteAsync<long>(existsSql, ct, new DataParameter("name", VersionTable));
        return exists == 0 ? 0 : await db.ExecuteAsync<long?>($"select max(version) from {VersionTable}", ct) ?? 0;
    }

    /// <summary>Brings a database from <paramref name="version"/> to the newest.</summary>
    /// <exception cref="InvalidOperationException">It is newer than this program.</exception>
    public static void Run(string database, long version, Action<IMigrationRunnerBuilder> configure)
    {
        if (version > Latest)
        {
            throw new InvalidOperationException(
                $"{database} has schema {version}, and this program knows schemas up to {Latest}: it was upgraded by a newer release. Start that release.");
        }
        if (version == Latest)
        {
            return;
        }
        using var services = new ServiceCollection()
            .AddFluentMigratorCore()
            .AddSingleton<IFilteringMigrationSource, OwnMigrations>()
            .AddScoped<IVersionTableMetaData, VersionTableNames>()
            .Configure<RunnerOptions>(_ => { })
            .ConfigureRunner(configure)
            .BuildServiceProvider(false);
        using var scope = services.CreateScope();
        scope.ServiceProvider.GetRequiredService<IMigrationRunner>().MigrateUp();
    }

    private sealed class OwnMigrations : IFilteringMigrationSource
    {
        public IEnumerable<IMigration> GetMigrations(Func<Type, bool> predicate) =>
            MigrationTypes.Where(predicate).Select(type => (IMigration)Activator.CreateInstance(type)!);
    }

    private sealed class VersionTableNames : IVersionTableMetaData
    {
        public bool OwnsSchema => false;
        public string SchemaName => "";
        public string TableName => VersionTable;
        public string ColumnName => "version";
        public string DescriptionColumnName => "description";
        public string UniqueIndexName => "ux_schema_version";
        public string AppliedOnColumnName => "applied_on";
        public bool CreateWithPrimaryKey => false;
    }
}
