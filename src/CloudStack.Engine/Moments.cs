using LinqToDB;

namespace CloudStack.Engine;

/// <summary>Conditions on columns that hold a time.</summary>
internal static class Moments
{
    /// <summary>
    /// Whether a time is not set, for queries: a comparison with <c>null</c> says the same, but the library makes a parameter of that null, because the
    /// column has a converter, and writes the query's text anew at each run to put it in.
    /// </summary>
    [Sql.Expression("{0} IS NULL", IsPredicate = true)]
    public static bool IsNotSet(this DateTimeOffset? moment) => moment is null;
}
