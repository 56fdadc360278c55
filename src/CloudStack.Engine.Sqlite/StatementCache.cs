using Microsoft.Data.Sqlite;

namespace CloudStack.Engine.Sqlite;

/// <summary>
/// The prepared statements of one connection by their text: SQLite compiles a statement anew for each command otherwise, which costs more than to
/// run most of ours. Not safe for concurrent use, as the connection is not.
/// </summary>
internal sealed class StatementCache(SqliteConnection connection)
{
    /// <summary>Lists are written into a statement's text, so there is no end of texts; what is used often is soon back.</summary>
    private const int Most = 400;

    private readonly Dictionary<string, SqliteCommand> _idle = new(StringComparer.Ordinal);

    /// <summary>A command of this text that nobody else is using.</summary>
    public SqliteCommand Take(string text)
    {
        if (_idle.Remove(text, out var command))
        {
            return command;
        }
        command = connection.CreateCommand();
        command.CommandText = text;
        return command;
    }

    /// <summary>Gives a command back, with its statements kept.</summary>
    public void Return(SqliteCommand command)
    {
        command.Parameters.Clear();
        if (_idle.Count >= Most)
        {
            Clear();
        }
        // Two of one text were in use at once.
        if (!_idle.TryAdd(command.CommandText, command))
        {
            command.Dispose();
        }
    }

    public void Clear()
    {
        foreach (var command in _idle.Values)
        {
            command.Dispose();
        }
        _idle.Clear();
    }
}
