using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace CloudStack.Engine.Persistence;

/// <summary>
/// How many rows queries have found, for a database that only this process writes. A count is kept until a commit begins that changes a table of its
/// query, and used only by readings that have begun after the last such commit ended: it is what they would count themselves.
/// </summary>
internal sealed partial class KeptCounts
{
    private const int Most = 10_000;

    private readonly ConcurrentDictionary<Question, Answer> _counts = new();
    private readonly ConcurrentDictionary<string, long> _changed = new(StringComparer.OrdinalIgnoreCase);
    private long _ended;

    /// <summary>The number of the last commit that has ended. A reading asks before it takes its snapshot.</summary>
    public long Ended => Volatile.Read(ref _ended);

    /// <summary>A commit is about to change tables; from now on nothing that was counted before is used for them. There is one at a time.</summary>
    public void Begin(IEnumerable<string> tables)
    {
        foreach (var table in tables)
        {
            _changed[table] = _ended + 1;
        }
    }

    /// <summary>The commit has ended, or has failed.</summary>
    public void End() => Volatile.Write(ref _ended, _ended + 1);

    /// <summary>The count that was kept, or that is counted now and kept.</summary>
    /// <param name="query">The query.</param>
    /// <param name="values">Its values.</param>
    /// <param name="since">The number of the last commit that had ended before the reading began.</param>
    /// <param name="count">Counts, and gives the text of the query.</param>
    public async Task<int> GetAsync(object query, object?[] values, long since, Func<Task<(int Count, string Sql)>> count)
    {
        var question = new Question(query, values);
        if (_counts.TryGetValue(question, out var known) && IsUnchanged(known.Names, Math.Min(since, known.Since)))
        {
            return known.Count;
        }
        var (found, sql) = await count();
        if (_counts.Count >= Most)
        {
            _counts.Clear();
        }
        // Tables are among the names; a column that is called like a table only makes the count be forgotten more often.
        _counts[question] = new(found, since, known.Names ?? [.. Word().Matches(sql).Select(match => match.Value).Distinct(StringComparer.OrdinalIgnoreCase)]);
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

    private readonly record struct Answer(int Count, long Since, string[] Names);

    private readonly struct Question(object query, object?[] values) : IEquatable<Question>
    {
        private readonly object _query = query;
        private readonly object?[] _values = values;

        public bool Equals(Question other) => ReferenceEquals(_query, other._query) && _values.AsSpan().SequenceEqual(other._values);

        public override bool Equals(object? obj) => obj is Question other && Equals(other);

        public override int GetHashCode()
        {
            var hash = new HashCode();
            hash.Add(_query);
            foreach (var value in _values)
            {
                hash.Add(value);
            }
            return hash.ToHashCode();
        }
    }
}
