using CloudStack.Engine.Persistence;
using LinqToDB.Internal.Linq;

namespace CloudStack.Engine;

/// <summary>One page of a query, counted as 4.1 counts.</summary>
internal static class ListPages
{
    /// <param name="query">The views or rows, filtered and in a total order.</param>
    /// <param name="page">From 1, or null.</param>
    /// <param name="pageSize">Items a page, -1 for all, or null for <paramref name="defaultSize"/>.</param>
    /// <param name="defaultSize">The setting <c>default.page.size</c>, which is also the most that a page may hold.</param>
    /// <param name="countsAll">Whether the count is that of all matches.</param>
    /// <param name="ct">Ends the query.</param>
    /// <exception cref="CloudStackException">Page and size do not go together (431).</exception>
    public static async Task<ListResult<T>> PageAsync<T>(this IQueryable<T> query, int? page, int? pageSize, int defaultSize, bool countsAll, CancellationToken ct)
    {
        var (skip, size) = Window(page, pageSize, defaultSize);
        var shaped = new ShapedQuery<T>(query);
        if (size == int.MaxValue)
        {
            var all = await shaped.ToListAsync(ct);
            return new([.. all], all.Count);
        }
        var items = await shaped.ToListAsync(skip, size, ct);
        if (!countsAll)
        {
            return new([.. items], items.Count);
        }
        // A page that is not full shows where the list ends, which spares counting it.
        var count = items.Count < size && (items.Count > 0 || skip == 0) ? skip + items.Count : await shaped.CountAsync(ct);
        return new([.. items], count);
    }

    /// <summary>How many items come before a page, and how many it holds; <see cref="int.MaxValue"/> for all.</summary>
    /// <exception cref="CloudStackException">Page and size do not go together (431).</exception>
    public static (int Skip, int Size) Window(int? page, int? pageSize, int defaultSize)
    {
        if (page is not null && pageSize is null)
        {
            throw CloudStackException.Invalid("page needs pagesize.");
        }
        if (page is < 1 || pageSize is 0 or < -1)
        {
            throw CloudStackException.Invalid($"page {page} with pagesize {pageSize} is no page: both count from 1, and pagesize -1 means all.");
        }
        if (pageSize > defaultSize && defaultSize != -1)
        {
            throw CloudStackException.Invalid($"pagesize {pageSize} is more than the setting default.page.size allows ({defaultSize}).");
        }
        var size = pageSize ?? defaultSize;
        return size == -1 ? (0, int.MaxValue) : (((page ?? 1) - 1) * size, size);
    }

    public static Task<ListResult<T>> PageAsync<T>(this IQueryable<T> query, IListCommand<T> command, CommandContext context, int defaultSize, CancellationToken ct) =>
        query.PageAsync(command.Page, command.PageSize, defaultSize, context.Command.CountsAll, ct);

    /// <summary>The page of views whose rows a query finds: only the rows of the page are joined with what their views show of others.</summary>
    /// <param name="rows">The rows, filtered and in the order of <paramref name="view"/>.</param>
    /// <param name="view">How the rows look.</param>
    /// <param name="command">Says which page.</param>
    /// <param name="context">The call.</param>
    /// <param name="defaultSize">The setting <c>default.page.size</c>.</param>
    /// <param name="ct">Ends the query.</param>
    public static async Task<ListResult<TView>> PageAsync<TRow, TView, TItem>(
        this IQueryable<TRow> rows, RowView<TRow, TView> view, IListCommand<TItem> command, CommandContext context, int defaultSize, CancellationToken ct)
        where TRow : class, IEntityRow
    {
        var ids = rows.Select(RowView<TRow, TView>.Id);
        var page = await ids.PageAsync(command.Page, command.PageSize, defaultSize, context.Command.CountsAll, ct);
        var views = await view.ReadAsync((Db)((IExpressionQuery)rows).DataContext, page.Items, ct);
        return new([.. views], page.Count);
    }

    /// <summary>The same page in another shape.</summary>
    public static ListResult<TView> Map<T, TView>(this ListResult<T> page, Func<T, TView> map) => new([.. page.Items.Select(map)], page.Count);
}
