using System.Collections.Concurrent;
using System.Linq.Expressions;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine.Persistence;

/// <summary>How clients see rows of a table: a query that joins them with others, compiled once. Keep it in a static field.</summary>
/// <param name="view">Makes views of rows; in an order of its own, if their order matters.</param>
/// <param name="key">The number by which rows are found; their own when it is left out.</param>
internal sealed class RowView<TRow, TView>(Expression<Func<IQueryable<TRow>, Db, IQueryable<TView>>> view, Expression<Func<TRow, long>>? key = null)
    where TRow : class, IEntityRow
{
    /// <summary>The number of a row.</summary>
    public static readonly Expression<Func<TRow, long>> Id = ById();

    private readonly ConcurrentDictionary<int, Func<Db, long[], IQueryable<TView>>> _compiled = new();
    private readonly Expression<Func<TRow, long>> _key = key ?? Id;

    /// <summary>The views of the rows with some numbers, in the order of the view.</summary>
    /// <param name="db">The connection.</param>
    /// <param name="keys">The numbers, in the order of the view; what is not there is left out.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<IReadOnlyList<TView>> ReadAsync(Db db, IReadOnlyCollection<long> keys, CancellationToken ct = default)
    {
        if (keys.Count is > 0 and <= Db.MostParameters)
        {
            return await ReadPartAsync(db, [.. keys], ct);
        }
        List<TView> views = new(keys.Count);
        foreach (var part in keys.Chunk(Db.MostParameters))
        {
            views.AddRange(await ReadPartAsync(db, part, ct));
        }
        return views;
    }

    /// <summary>The view of a row.</summary>
    /// <exception cref="InvalidOperationException">There is no such row.</exception>
    public async Task<TView> ReadAsync(Db db, long key, CancellationToken ct = default) =>
        await ReadPartAsync(db, [key], ct) is [var only] ? only : throw new InvalidOperationException($"There is no {typeof(TRow).Name} with the number {key}.");

    private Task<List<TView>> ReadPartAsync(Db db, long[] keys, CancellationToken ct)
    {
        // As many numbers as a power of two from two on, so that there are few texts; the last is repeated.
        var given = new long[Math.Max(2, (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)keys.Length))];
        keys.CopyTo(given, 0);
        given.AsSpan(keys.Length).Fill(keys[^1]);
        var compiled = _compiled.GetOrAdd(given.Length, Compile);
        return db.KeepAsync(compiled, [.. keys], () => compiled(db, given).ToListAsync(ct));
    }

    private Func<Db, long[], IQueryable<TView>> Compile(int count)
    {
        var (db, keys) = (Expression.Parameter(typeof(Db)), Expression.Parameter(typeof(long[])));
        var values = Expression.NewArrayInit(typeof(long), Enumerable.Range(0, count).Select(place => Expression.ArrayIndex(keys, Expression.Constant(place))));
        var isOne = Expression.Lambda<Func<TRow, bool>>(
            Expression.Call(typeof(Enumerable), nameof(Enumerable.Contains), [typeof(long)], values, _key.Body), _key.Parameters);
        Expression<Func<Db, IQueryable<TRow>>> table = connection => connection.GetTable<TRow>();
        var rows = Expression.Call(typeof(Queryable), nameof(Queryable.Where), [typeof(TRow)], new Replacing(table.Parameters[0], db).Visit(table.Body), Expression.Quote(isOne));
        // What the view was made with is part of it, and no parameter.
        var made = new QueryShapeVisitor(null, null).Visit(view.Body)!;
        var body = new Replacing(view.Parameters[0], rows).Visit(new Replacing(view.Parameters[1], db).Visit(made));
        return CompiledQuery.Compile(Expression.Lambda<Func<Db, long[], IQueryable<TView>>>(body, db, keys));
    }

    private static Expression<Func<TRow, long>> ById()
    {
        var row = Expression.Parameter(typeof(TRow), "row");
        return Expression.Lambda<Func<TRow, long>>(Expression.Property(row, nameof(IEntityRow.Id)), row);
    }

    private sealed class Replacing(Expression what, Expression with) : ExpressionVisitor
    {
        [return: System.Diagnostics.CodeAnalysis.NotNullIfNotNull(nameof(node))]
        public override Expression? Visit(Expression? node) => node == what ? with : base.Visit(node);
    }
}
