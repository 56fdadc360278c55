using System.Collections.Concurrent;
using System.Linq.Expressions;
using LinqToDB;
using LinqToDB.Async;

namespace CloudStack.Engine.Persistence;

/// <summary>How clients see rows of a table: a query that joins them with others, compiled once. Keep it in a static field.</summary>
/// <param name="view">Makes views of rows; in an order of its own, if their order matters.</param>
internal sealed class RowView<TRow, TView>(Expression<Func<IQueryable<TRow>, Db, IQueryable<TView>>> view) where TRow : class, IEntityRow
{
    /// <summary>The number of a row.</summary>
    public static readonly Expression<Func<TRow, long>> Id = ById();

    private readonly ConcurrentDictionary<int, Func<Db, long[], IQueryable<TView>>> _compiled = new();

    /// <summary>The views of the rows with some numbers, in the order of the view.</summary>
    /// <param name="db">The connection.</param>
    /// <param name="ids">The numbers, in the order of the view; what is not there is left out.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<List<TView>> ReadAsync(Db db, IReadOnlyList<long> ids, CancellationToken ct = default)
    {
        List<TView> views = new(ids.Count);
        foreach (var part in ids.Chunk(Db.MostParameters))
        {
            // As many numbers as a power of two from two on, so that there are few texts; the last is repeated.
            var given = new long[Math.Max(2, (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)part.Length))];
            part.CopyTo(given, 0);
            given.AsSpan(part.Length).Fill(part[^1]);
            views.AddRange(await _compiled.GetOrAdd(given.Length, Compile)(db, given).ToListAsync(ct));
        }
        return views;
    }

    /// <summary>The view of a row.</summary>
    /// <exception cref="InvalidOperationException">There is no such row.</exception>
    public async Task<TView> ReadAsync(Db db, long id, CancellationToken ct = default) =>
        await ReadAsync(db, [id], ct) is [var only] ? only : throw new InvalidOperationException($"There is no {typeof(TRow).Name} with the number {id}.");

    private Func<Db, long[], IQueryable<TView>> Compile(int count)
    {
        var (db, ids) = (Expression.Parameter(typeof(Db)), Expression.Parameter(typeof(long[])));
        var values = Expression.NewArrayInit(typeof(long), Enumerable.Range(0, count).Select(place => Expression.ArrayIndex(ids, Expression.Constant(place))));
        var isOne = Expression.Lambda<Func<TRow, bool>>(
            Expression.Call(typeof(Enumerable), nameof(Enumerable.Contains), [typeof(long)], values, Id.Body), Id.Parameters);
        Expression<Func<Db, IQueryable<TRow>>> table = connection => connection.GetTable<TRow>();
        var rows = Expression.Call(typeof(Queryable), nameof(Queryable.Where), [typeof(TRow)], new Replacing(table.Parameters[0], db).Visit(table.Body), Expression.Quote(isOne));
        // What the view was made with is part of it, and no parameter.
        var made = new QueryShapeVisitor(null, null).Visit(view.Body)!;
        var body = new Replacing(view.Parameters[0], rows).Visit(new Replacing(view.Parameters[1], db).Visit(made));
        return CompiledQuery.Compile(Expression.Lambda<Func<Db, long[], IQueryable<TView>>>(body, db, ids));
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
