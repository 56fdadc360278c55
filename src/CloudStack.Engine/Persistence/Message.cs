using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using LinqToDB.Data;

namespace CloudStack.Engine.Persistence;

/// <summary>Several statements as one message to a MySQL or MariaDB server. None but <see cref="SelectInserted"/> has an answer.</summary>
/// <param name="inserted">The rows that the transaction inserts and whose numbers the server keeps until they are asked.</param>
internal sealed partial class Message(IReadOnlyList<IEntityRow> inserted)
{
    /// <summary>The number of the error (more than one row from a subquery) where a statement did not change as many rows as expected.</summary>
    public const int Unexpected = 1242;

    /// <summary>The number of the error (a number out of range) where a claim was lost.</summary>
    public const int ClaimLost = 1690;

    private static readonly ConcurrentDictionary<(string Sql, int Place), string> Numbered = new();

    private readonly StringBuilder _text = new();
    private readonly List<(string Name, object? Value)> _parameters = [];
    private int _place;

    /// <summary>The message as a command.</summary>
    /// <param name="connection">The connection, open.</param>
    /// <param name="begin">What goes before it.</param>
    public DbCommand For(DbConnection connection, string? begin)
    {
        var command = connection.CreateCommand();
        command.CommandText = begin + _text;
        foreach (var (name, value) in _parameters)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value ?? DBNull.Value);
            command.Parameters.Add(parameter);
        }
        return command;
    }

    /// <summary>Adds a statement. Its parameters get the number of its place, and those whose value is a row become the number that the server keeps for it.</summary>
    public void Add(string sql, params DataParameter[] parameters)
    {
        foreach (var parameter in parameters)
        {
            if (parameter.Value is IEntityRow row)
            {
                sql = Regex.Replace(sql, $@"@{parameter.Name}\b", NumberOf(row));
            }
        }
        Separate();
        _text.Append(parameters.Length == 0 ? sql : Numbered.GetOrAdd((sql, _place), Number));
        foreach (var parameter in parameters)
        {
            if (parameter.Value is not IEntityRow)
            {
                _parameters.Add((string.Create(CultureInfo.InvariantCulture, $"@{parameter.Name}_{_place}"), parameter.Value));
            }
        }
        _place++;
    }

    /// <summary>Ends the message with <see cref="Unexpected"/> unless the last statement changed so many rows.</summary>
    public void Expect(int rows) => Check(rows, "(select 1 union select 2)");

    /// <summary>Ends the message with <see cref="ClaimLost"/> unless the last statement changed so many rows.</summary>
    public void RequireClaimed(int rows) => Check(rows, "exp(1000)");

    /// <summary>Has the server keep the number of the row that the last statement inserted.</summary>
    public void KeepNumberOf(IEntityRow row)
    {
        Separate();
        _text.Append("set ").Append(NumberOf(row)).Append(" = last_insert_id()");
    }

    /// <summary>Asks for the numbers of all rows that the transaction inserted, as one row.</summary>
    public void SelectInserted()
    {
        Separate();
        _text.Append("select ").AppendJoin(", ", inserted.Select(NumberOf));
    }

    private void Check(int rows, string error)
    {
        Separate();
        _text.Append(CultureInfo.InvariantCulture, $"set @late_rows = if(row_count() = {rows}, 0, {error})");
    }

    private void Separate() => _text.Append(_text.Length == 0 ? "" : "; ");

    private string NumberOf(IEntityRow row)
    {
        for (var i = 0; i < inserted.Count; i++)
        {
            if (ReferenceEquals(inserted[i], row))
            {
                return string.Create(CultureInfo.InvariantCulture, $"@late_{i}");
            }
        }
        throw new InvalidOperationException($"The {row.GetType().Name} was not inserted in this transaction.");
    }

    private static string Number((string Sql, int Place) statement) =>
        Parameter().Replace(statement.Sql, string.Create(CultureInfo.InvariantCulture, $"@$1_{statement.Place}"));

    [GeneratedRegex(@"@(?!late_)(\w+)", RegexOptions.CultureInvariant)]
    private static partial Regex Parameter();
}
