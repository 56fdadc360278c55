using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace CloudStack.Engine.Sqlite;

/// <summary>A command that borrows the prepared one of its text from the connection when it is run.</summary>
internal sealed class CachingCommand(CachingConnection connection) : DbCommand
{
    /// <summary>Carries the text and the parameters until it is known which command will run.</summary>
    private readonly SqliteCommand _draft = new();
    private SqliteCommand? _borrowed;

    [AllowNull]
    public override string CommandText { get => _draft.CommandText; set => _draft.CommandText = value; }

    public override int CommandTimeout { get => _draft.CommandTimeout; set => _draft.CommandTimeout = value; }

    public override CommandType CommandType { get => _draft.CommandType; set => _draft.CommandType = value; }

    public override bool DesignTimeVisible { get; set; }

    public override UpdateRowSource UpdatedRowSource { get; set; }

    protected override DbConnection? DbConnection { get => connection; set => connection = (CachingConnection)value!; }

    protected override DbParameterCollection DbParameterCollection => _draft.Parameters;

    protected override DbTransaction? DbTransaction { get; set; }

    public override void Cancel()
    {
    }

    public override int ExecuteNonQuery() => Borrow().ExecuteNonQuery();

    public override object? ExecuteScalar() => Borrow().ExecuteScalar();

    public override void Prepare() => Borrow().Prepare();

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => Borrow().ExecuteReader(behavior);

    protected override DbParameter CreateDbParameter() => new SqliteParameter();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            GiveBack();
            _draft.Dispose();
        }
        base.Dispose(disposing);
    }

    private SqliteCommand Borrow()
    {
        GiveBack();
        var command = connection.Statements.Take(CommandText);
        command.CommandTimeout = CommandTimeout;
        command.Transaction = (SqliteTransaction?)DbTransaction;
        for (var i = 0; i < _draft.Parameters.Count; i++)
        {
            var parameter = _draft.Parameters[i];
            // The driver asks SQLite for each kind of name in turn when it has only the bare one.
            if (!parameter.ParameterName.StartsWith('@'))
            {
                parameter.ParameterName = "@" + parameter.ParameterName;
            }
            command.Parameters.Add(parameter);
        }
        return _borrowed = command;
    }

    private void GiveBack()
    {
        if (_borrowed is not null)
        {
            connection.Statements.Return(_borrowed);
            _borrowed = null;
        }
    }
}
