using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace CloudStack.Engine.Persistence;

/// <summary>
/// What lists have read, for a database that only this process writes. It is kept until a commit begins that changes a table of its query, and used only by
/// readings that have begun after the last such commit ended: it is what they would read themselves. Those that would read the same at the same time read
/// it once. Nobody may change what is kept.
/// </summary>
internal sealed partial class KeptReads
{
    /// <summary>Bounds of what is kept, in answers and in rows, and of one answer.</summary>
    private const int MostAnswers = 5_000, MostRows = 20_000, MostRowsOfOne = 1_000;

    private readonly ConcurrentDictionary<Question, Answer> _answers = new();
    private readonly ConcurrentDictionary<Question, Reading> _readings = new();
    private readonly ConcurrentDictionary<string, long> _changed = new(StringComparer.OrdinalIgnoreCase);
    private long _ended;
    private int _rows;

    /// <summary>The number of the last commit that has ended. A reading asks before it takes its snapshot.</summary>
    public long Ended => Volatile.Read(ref _ended);

    /// <summary>A commit is about to change tables; from now on nothing that was read of them before is used. There is one at a time.</summary>
    public void Begin(IEnumerable<string> tables)
    {
        foreach (var table in tables)
        {
            _changed[table] = _ended + 1;
        }
    }

    /// <summary>The commit has ended, or has failed.</summary>
    public void End() => Volatile.Write(ref _ended, _ended + 1);

    /// <summary>What was kept, or what is read now and kept.</summary>
    /// <param name="query">The query.</param>
    /// <param name="values">Its values.</param>
    /// <param name="since">The number of the last commit that had ended before the reading began.</param>
    /// <param name="read">Reads, and gives the text of the query.</param>
    public async Task<T> GetAsync<T>(object query, object?[] values, long since, Func<Task<(T Found, string Sql)>> read)
    {
        var question = new Question(query, values);
        if (!_answers.TryGetValue(question, out var known))
        {
            return Keep(question, since, null, await read());
        }
        if (IsUnchanged(known.Names, Math.Min(since, known.Since)))
        {
            return (T)known.Found!;
        }
        if (_readings.TryGetValue(question, out var other) && IsUnchanged(known.Names, Math.Min(since, other.Since)) && await other.Ends.Task)
        {
            return (T)other.Found!;
        }
        var reading = new Reading(since);
        _readings[question] = reading;
        try
        {
            var found = Keep(question, since, known.Names, await read());
            reading.Found = found;
            reading.Ends.SetResult(true);
            return found;
        }
        finally
        {
            _readings.TryRemove(new(question, reading));
            // Nothing after a success; who waits for a reading that failed reads for itself.
            reading.Ends.TrySetResult(false);
        }
    }

    private T Keep<T>(Question question, long since, string[]? names, (T Found, string Sql) read)
    {
        var (found, sql) = read;
        var rows = found is System.Collections.ICollection list ? list.Count : 1;
        if (rows <= MostRowsOfOne)
        {
            if (_answers.Count >= MostAnswers || Interlocked.Add(ref _rows, rows) > MostRows)
            {
                _answers.Clear();
                Volatile.Write(ref _rows, rows);
            }
            // Tables are among the names; a column that is called like a table only makes the answer be forgotten more often.
            _answers[question] = new(found, since, names ?? [.. Word().Matches(sql).Select(match => match.Value).Distinct(StringComparer.OrdinalIgnoreCase)]);
        }
        return found;
    }

    private bool IsUnchanged(string[] names, long since)
    {
        foreach (var name in names)
        {
            if (_changed.TryGetValue(name, out var commit) && commit > since)
            {
                return false;
            }
        }
        return true;
    }

    [GeneratedRegex(@"\w+", RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    /// <summary>A reading under way.</summary>
    private sealed class Reading(long since)
    {
        public long Since { get; } = since;

        /// <summary>Whether it found what it looked for.</summary>
        public TaskCompletionSource<bool> Ends { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public object? Found { get; set; }
    }

    private readonly record struct Answer(object? Found, long Since, string[] Names);

    private readonly struct Question(object query, object?[] values) : IEquatable<Question>
    {
        private readonly object _query = query;
        private readonly object?[] _values = values;

        public bool Equals(Question other) => ReferenceEquals(_query, other._query) && _values.AsSpan().SequenceEqual(other._values);

        public override bool Equals(object? obj) => obj is Question other && Equals(other);

        public override int GetHashCode()
        {
            var hash = new HashCode();
            hash.Add(System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(_query));
            foreach (var value in _values)
            {
                hash.Add(value);
            }
            return hash.ToHashCode();
        }
    }
}
