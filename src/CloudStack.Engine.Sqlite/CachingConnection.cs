using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace CloudStack.Engine.Sqlite;

/// <summary>A connection whose commands keep their prepared statements for the next command of the same text.</summary>
internal sealed class CachingConnection : SqliteConnection
{
    public CachingConnection(string connectionString) : base(connectionString) => Statements = new StatementCache(this);

    public StatementCache Statements { get; }

    /// <summary>Runs a statement that has no parameters and finds nothing.</summary>
    public void Run(string text)
    {
        var command = Statements.Take(text);
        command.ExecuteNonQuery();
        Statements.Return(command);
    }

    public override void Close()
    {
        Statements.Clear();
        base.Close();
    }

    protected override DbCommand CreateDbCommand() => new CachingCommand(this);
}
