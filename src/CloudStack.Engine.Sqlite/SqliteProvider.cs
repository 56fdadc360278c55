using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.DataProvider.SQLite;
using LinqToDB.Internal.DataProvider.SQLite;
using LinqToDB.Internal.SqlProvider;
using LinqToDB.Internal.SqlQuery;
using LinqToDB.Mapping;

namespace CloudStack.Engine.Sqlite;

/// <summary>
/// The library's provider, which writes the text of a query once: by itself it writes it anew at each run that has a LIMIT or a parameter that may be
/// null, which costs several times what the query does. Comparisons whose text really hangs on a null are still found by the other rules.
/// </summary>
internal sealed class SqliteProvider : SQLiteDataProvider
{
    public static readonly SqliteProvider Instance = new();

    private readonly ISqlOptimizer _optimizer;

    private SqliteProvider() : base(LinqToDB.ProviderName.SQLiteMS, SQLiteProvider.Microsoft)
    {
        SqlProviderFlags.AcceptsTakeAsParameter = false;
        _optimizer = new Optimizer(SqlProviderFlags);
    }

    public override ISqlOptimizer GetSqlOptimizer(DataOptions dataOptions) => _optimizer;

    private sealed class Optimizer(SqlProviderFlags flags) : SQLiteSqlOptimizer(flags)
    {
        public override bool IsParameterDependedElement(
            NullabilityContext nullability, IQueryElement element, DataOptions dataOptions, MappingSchema mappingSchema) =>
            QueryTexts.DependsOnValues(element) ?? base.IsParameterDependedElement(nullability, element, dataOptions, mappingSchema);
    }
}
