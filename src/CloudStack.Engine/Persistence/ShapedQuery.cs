using System.Collections.Concurrent;
using System.Linq.Expressions;
using LinqToDB;
using LinqToDB.Async;
using LinqToDB.Internal.Linq;

namespace CloudStack.Engine.Persistence;

/// <summary>
/// A query that is compiled once for its shape. The library keeps compiled queries too, but finds the one of a query only after it has rewritten the
/// whole query, which for a list costs several times what the database does.
/// </summary>
internal readonly struct ShapedQuery<T>
{
    private readonly IQueryable<T> _query;
    private readonly Db? _db;
    private readonly CompiledShape<T>? _compiled;
    private readonly object?[] _values = [];

    /// <param name="query">The query; one that is not of a database, or does not fit a shape, is run as it is.</param>
    public ShapedQuery(IQueryable<T> query)
    {
        _query = query;
        if (query is not IExpressionQuery { DataContext: Db db })
        {
            return;
        }
        var visitor = new QueryShapeVisitor(null, null);
        visitor.Visit(query.Expression);
        if (!visitor.IsUnfit)
        {
            _db = db;
            _values = [.. visitor.Values];
            _compiled = QueryShapes.Of(new(typeof(T), visitor.Parts), query);
        }
    }

    /// <summary>All that is found.</summary>
    public Task<List<T>> ToListAsync(CancellationToken ct)
    {
        if (_compiled is null)
        {
            return _query.ToListAsync(ct);
        }
        var (db, compiled, values) = (_db!, _compiled, _values);
        return db.KeepAsync(compiled.RowsKey, values, () => compiled.Rows(db, values).ToListAsync(ct));
    }

    /// <summary>A part of what is found.</summary>
    /// <param name="skip">How much of it to leave out.</param>
    /// <param name="take">The most to read.</param>
    /// <param name="ct">Gives up.</param>
    public Task<List<T>> ToListAsync(long skip, int take, CancellationToken ct)
    {
        if (_compiled is null)
        {
            return _query.Skip((int)Math.Min(skip, int.MaxValue)).Take(take).ToListAsync(ct);
        }
        var (db, compiled, values) = (_db!, _compiled, _values);
        return db.KeepAsync(compiled.PartKey, [.. values, skip, take], () => db.ListPartAsync(compiled.Rows(db, values), skip, take, ct));
    }

    /// <summary>How many are found.</summary>
    public Task<int> CountAsync(CancellationToken ct)
    {
        if (_compiled is null)
        {
            return _query.CountAsync(ct);
        }
        var (db, compiled, values) = (_db!, _compiled, _values);
        return db.KeepAsync(compiled.CountKey, values, () => compiled.Count(db, values, ct));
    }
}

/// <summary>The compiled queries, by their shape.</summary>
internal static class QueryShapes
{
    /// <summary>
    /// Shapes differ by which filters a caller sets, and there are few that callers use. One takes some 200 kB, so whoever makes up many must not have
    /// them all kept.
    /// </summary>
    private const int Most = 256;

    private static readonly ConcurrentDictionary<QueryShape, object> Known = new();

    public static CompiledShape<T> Of<T>(QueryShape shape, IQueryable<T> query)
    {
        if (Known.TryGetValue(shape, out var found))
        {
            return (CompiledShape<T>)found;
        }
        if (Known.Count >= Most)
        {
            Known.Clear();
            // The library would keep what it compiled for an hour more. What else it has compiled, it compiles again when it is next used.
            Query.ClearCaches();
        }
        return (CompiledShape<T>)Known.GetOrAdd(shape, static (_, example) => new CompiledShape<T>(example), query);
    }
}

/// <summary>The queries of one shape.</summary>
internal sealed class CompiledShape<T>
{
    /// <param name="example">A query of that shape.</param>
    public CompiledShape(IQueryable<T> example)
    {
        var (db, values, ct) = (Expression.Parameter(typeof(Db)), Expression.Parameter(typeof(object?[])), Expression.Parameter(typeof(CancellationToken)));
        var query = new QueryShapeVisitor(db, values).Visit(example.Expression)!;
        Expression<Func<IQueryable<T>, CancellationToken, Task<int>>> count = (rows, token) => rows.CountAsync(token);
        var counting = ((MethodCallExpression)count.Body).Update(null, [query, ct]);
        Rows = CompiledQuery.Compile(Expression.Lambda<Func<Db, object?[], IQueryable<T>>>(query, db, values));
        Count = CompiledQuery.Compile(Expression.Lambda<Func<Db, object?[], CancellationToken, Task<int>>>(counting, db, values, ct));
    }

    /// <summary>What is found.</summary>
    public Func<Db, object?[], IQueryable<T>> Rows { get; }

    /// <summary>How many are found.</summary>
    public Func<Db, object?[], CancellationToken, Task<int>> Count { get; }

    /// <summary>By these what was found is kept: the queries themselves would be kept with it after they are dropped.</summary>
    public object RowsKey { get; } = new();

    /// <summary>As <see cref="RowsKey"/>, for a part of the rows.</summary>
    public object PartKey { get; } = new();

    /// <summary>As <see cref="RowsKey"/>, for the count.</summary>
    public object CountKey { get; } = new();
}
