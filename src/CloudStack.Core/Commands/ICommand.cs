namespace CloudStack;

/// <summary>
/// A command: one record that is the SDK call, the HTTP command, its documentation, its permission, its event and its job.
/// Implement <see cref="ICommand{TResult}"/>, and put a <see cref="CommandAttribute"/> on the record.
/// </summary>
public interface ICommand;

/// <summary>A command with a result.</summary>
/// <typeparam name="TResult">A view, a <see cref="ListResult{T}"/> of views, or <see cref="Success"/>.</typeparam>
public interface ICommand<TResult> : ICommand;

/// <summary>
/// A command that creates something in a job: what can be refused is refused at once, the entity's record is made, and its id is returned with the job.
/// </summary>
/// <typeparam name="TResult">The view of what is created.</typeparam>
public interface ICreateCommand<TResult> : ICommand<TResult>;

/// <summary>A command that lists views, a page at a time.</summary>
/// <typeparam name="TItem">The view.</typeparam>
public interface IListCommand<TItem> : ICommand<ListResult<TItem>>
{
    /// <summary>Page to return, from 1. Goes together with <see cref="PageSize"/>.</summary>
    int? Page { get; }

    /// <summary>
    /// Items a page; at most the setting <c>default.page.size</c>, which is also what a call without paging gets. -1 alone means all.
    /// </summary>
    int? PageSize { get; }
}

/// <summary>The result of a command that either succeeds or throws.</summary>
/// <param name="DisplayText">Something to tell the user, or null.</param>
public sealed record Success(string? DisplayText = null)
{
    /// <summary>Success with nothing to add.</summary>
    public static Success Done { get; } = new();
}

/// <summary>One page of a list.</summary>
/// <typeparam name="T">The view.</typeparam>
/// <param name="Items">The items of this page.</param>
/// <param name="Count">
/// The number of all matches, or of the items in this answer, as 4.1 does for the command (<see cref="CommandAttribute.CountsAll"/>).
/// </param>
public sealed record ListResult<T>(IReadOnlyList<T> Items, int Count) : IReadOnlyList<T>
{
    int IReadOnlyCollection<T>.Count => Items.Count;

    /// <summary>The item at a position of this page.</summary>
    /// <param name="index">The position, from 0.</param>
    public T this[int index] => Items[index];

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => Items.GetEnumerator();

    System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
}
