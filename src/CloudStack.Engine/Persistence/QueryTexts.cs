using LinqToDB.Internal.SqlQuery;

namespace CloudStack.Engine.Persistence;

/// <summary>
/// Which queries must have their text written anew at each run. The library says so of every parameter that may be null, which costs several times what
/// the query does; the providers of both databases ask here first.
/// </summary>
internal static class QueryTexts
{
    /// <summary>Whether a text depends on the values of an element's parameters, or null where the library's own rules decide.</summary>
    public static bool? DependsOnValues(IQueryElement element) => element switch
    {
        SqlParameter parameter => !parameter.IsQueryParameter,
        // As many parameters as numbers, which our views have; one parameter may be a whole list.
        SqlPredicate.InList { Values.Count: > 1 } list when list.Values.TrueForAll(value => value is SqlParameter { IsQueryParameter: true, Type.SystemType.IsValueType: true }) => false,
        SqlPredicate.ExprExpr { Operator: SqlPredicate.Operator.Equal } equal when IsValue(equal.Expr1, equal.Expr2) || IsValue(equal.Expr2, equal.Expr1) => false,
        _ => null,
    };

    /// <summary>A column that is never null equals no null: the text is the same whatever the parameter is.</summary>
    private static bool IsValue(ISqlExpression column, ISqlExpression value) => column is SqlField { CanBeNull: false } && value is SqlParameter { IsQueryParameter: true };
}
