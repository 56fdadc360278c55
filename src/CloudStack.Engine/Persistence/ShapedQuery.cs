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
    private readonly QueryShapes<T>.Compiled? _compiled;
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
            _compiled = QueryShapes<T>.Of(new(visitor.Parts), query);
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
        return db.KeepAsync(compiled.Rows, values, () => compiled.Rows(db, values).ToListAsync(ct));
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
        return db.KeepAsync(compiled, [.. values, skip, take], () => db.ListPartAsync(compiled.Rows(db, values), skip, take, ct));
    }

    /// <summary>How many are found.</summary>
    public Task<int> CountAsync(CancellationToken ct)
    {
        if (_compiled is null)
        {
            return _query.CountAsync(ct);
        }
        var (db, compiled, values) = (_db!, _compiled, _values);
        return db.KeepAsync(compiled.Count, values, () => compiled.Count(db, values, ct));
    }
}

/// <summary>The compiled queries of one kind of result, by their shape.</summary>
internal static class QueryShapes<T>
{
    /// <summary>Shapes differ by which filters a caller sets, and there are few that callers use; who makes up many has them compiled again.</summary>
    private const int Most = 64;

    private static readonly ConcurrentDictionary<QueryShape, Compiled> Known = new();

    public static Compiled Of(QueryShape shape, IQueryable<T> query)
    {
        if (Known.TryGetValue(shape, out var found))
        {
            return found;
        }
        if (Known.Count >= Most)
        {
            Known.Clear();
        }
        return Known.GetOrAdd(shape, static (_, example) => Compile(example), query);
    }

    private static Compiled Compile(IQueryable<T> example)
    {
        var (db, values, ct) = (Expression.Parameter(typeof(Db)), Expression.Parameter(typeof(object?[])), Expression.Parameter(typeof(CancellationToken)));
        var query = new QueryShapeVisitor(db, values).Visit(example.Expression)!;
        Expression<Func<IQueryable<T>, CancellationToken, Task<int>>> count = (rows, token) => rows.CountAsync(token);
        var counting = ((MethodCallExpression)count.Body).Update(null, [query, ct]);
        return new(
            CompiledQuery.Compile(Expression.Lambda<Func<Db, object?[], IQueryable<T>>>(query, db, values)),
            CompiledQuery.Compile(Expression.Lambda<Func<Db, object?[], CancellationToken, Task<int>>>(counting, db, values, ct)));
    }

    internal sealed class Compiled(Func<Db, object?[], IQueryable<T>> rows, Func<Db, object?[], CancellationToken, Task<int>> count)
    {
        /// <summary>What is found.</summary>
        public Func<Db, object?[], IQueryable<T>> Rows { get; } = rows;

        /// <summary>How many are found.</summary>
        public Func<Db, object?[], CancellationToken, Task<int>> Count { get; } = count;
    }
}
