using CloudStack.Engine.Persistence;
using LinqToDB;
using LinqToDB.DataProvider.MySql;
using LinqToDB.Internal.DataProvider.MySql;
using LinqToDB.Internal.SqlProvider;
using LinqToDB.Internal.SqlQuery;
using LinqToDB.Mapping;

namespace CloudStack.Engine.MySql;

/// <summary>
/// The library's provider, which writes the text of a query once: by itself it writes it anew at each run that has a LIMIT or a parameter that may be
/// null, which costs several times what the query does. Comparisons whose text really hangs on a null are still found by the other rules.
/// </summary>
internal sealed class MariaDbProvider : MySqlDataProvider
{
    public static readonly MariaDbProvider Instance = new();

    private readonly ISqlOptimizer _optimizer;

    private MariaDbProvider() : base(LinqToDB.ProviderName.MariaDB10MySqlConnector, MySqlVersion.MariaDB10, LinqToDB.DataProvider.MySql.MySqlProvider.MySqlConnector)
    {
        SqlProviderFlags.AcceptsTakeAsParameter = false;
        _optimizer = new Optimizer(SqlProviderFlags);
    }

    public override ISqlOptimizer GetSqlOptimizer(DataOptions dataOptions) => _optimizer;

    private sealed class Optimizer(SqlProviderFlags flags) : MariaDBSqlOptimizer(flags)
    {
        public override bool IsParameterDependedElement(
            NullabilityContext nullability, IQueryElement element, DataOptions dataOptions, MappingSchema mappingSchema) =>
            QueryTexts.DependsOnValues(element) ?? base.IsParameterDependedElement(nullability, element, dataOptions, mappingSchema);
    }
}
