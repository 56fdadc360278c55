using System.Data.Common;
using LinqToDB;
using LinqToDB.Data;

namespace CloudStack.Engine.Persistence;

/// <summary>
/// How a transaction is told to a database server in few messages. What it writes without waiting for the answer is kept until somebody waits for
/// something, or for the commit, and then goes in one message, in order. A database in this process does everything at once.
/// </summary>
internal sealed partial class Db
{
    private readonly List<LateStatement> _late = [];
    private readonly List<IEntityRow> _inserted = [];
    private string? _begin;
    private bool _isLate;

    /// <summary>Makes this a transaction of a server.</summary>
    /// <param name="begin">What begins it; goes in front of the first statement.</param>
    /// <param name="isLate">
    /// Whether statements are taken to do what is expected of them until the server says otherwise. If one does not, the message ends with the error of
    /// <see cref="Message.Unexpected"/>, and the body is to be run again without this.
    /// </param>
    public void BeginLate(string begin, bool isLate) => (_begin, _isLate) = (begin, isLate);

    /// <summary>Whether the server knows of the transaction.</summary>
    public bool HasBegun => _begin is null;

    /// <summary>
    /// Runs a statement that nearly always changes as many rows as expected, and returns how many it changed. A server is told it together with what
    /// follows, and the number is the expected one. Should that be wrong, all is undone and the body run again, with every answer waited for: it may
    /// rely on the number.
    /// </summary>
    public Task<int> ExpectAsync(int rows, string sql, params DataParameter[] parameters)
    {
        if (!_isLate)
        {
            return this.ExecuteAsync(sql, parameters);
        }
        _late.Add(new(sql, parameters, rows, null));
        return Task.FromResult(rows);
    }

    /// <summary>Runs a statement whose answer does not matter. The value of a parameter may be a row of <see cref="InsertLateAsync"/>, for its number.</summary>
    public Task SendAsync(string sql, params DataParameter[] parameters)
    {
        if (!_isLate)
        {
            return this.ExecuteAsync(sql, Array.ConvertAll(parameters, Known));
        }
        _late.Add(new(sql, parameters, null, null));
        return Task.CompletedTask;

        static DataParameter Known(DataParameter parameter) =>
            parameter.Value is IEntityRow row ? DataParameter.Int64(parameter.Name, row.Id) : parameter;
    }

    /// <summary>Inserts a row whose number nobody needs before the transaction is committed: on a server it is 0 until then.</summary>
    /// <param name="row">The row.</param>
    /// <param name="references">Columns that hold the number of another row that was inserted so.</param>
    public async Task InsertLateAsync<T>(T row, params (string Property, IEntityRow Row)[] references) where T : class, IEntityRow
    {
        var parameters = RowStatements<T>.InsertParameters(row);
        foreach (var (property, other) in references)
        {
            var name = RowMetadata.SnakeCase(property);
            Array.Find(parameters, parameter => parameter.Name == name)!.Value = _isLate ? other : other.Id;
        }
        if (!_isLate)
        {
            row.Id = await this.ExecuteAsync<long>(RowStatements<T>.Insert + _lastId, parameters);
            return;
        }
        _late.Add(new(RowStatements<T>.Insert, parameters, null, row));
        _inserted.Add(row);
    }

    /// <summary>Commits, in one message with all that was kept and the statements that come last, and gives the late rows their numbers.</summary>
    public async Task CommitLateAsync()
    {
        if (!HasBegun && _late.Count == 0 && _final.Count == 0)
        {
            return;
        }
        var message = LateMessage();
        foreach (var (sql, rows, parameters) in _final)
        {
            message.Add(sql, parameters);
            if (rows is { } wanted)
            {
                message.RequireClaimed(wanted);
            }
        }
        message.Add("commit");
        if (_inserted.Count > 0)
        {
            message.SelectInserted();
        }
        await using var command = message.For(await OpenDbConnectionAsync(CancellationToken.None), TakeBegin());
        await using var answer = await command.ExecuteReaderAsync(CancellationToken.None);
        if (_inserted.Count > 0)
        {
            await answer.ReadAsync();
            for (var i = 0; i < _inserted.Count; i++)
            {
                _inserted[i].Id = answer.GetInt64(i);
            }
        }
    }

    /// <summary>Tells the server what was kept, because somebody waits for what comes next.</summary>
    private async Task FlushAsync(DbConnection connection, CancellationToken ct)
    {
        if (_late.Count > 0)
        {
            await using var command = LateMessage().For(connection, TakeBegin());
            await command.ExecuteNonQueryAsync(ct);
        }
    }

    private string? TakeBegin()
    {
        var begin = _begin;
        _begin = null;
        return begin;
    }

    private Message LateMessage()
    {
        var message = new Message(_inserted);
        foreach (var (sql, parameters, rows, row) in _late)
        {
            message.Add(sql, parameters);
            if (rows is { } expected)
            {
                message.Expect(expected);
            }
            if (row is not null)
            {
                message.KeepNumberOf(row);
            }
        }
        _late.Clear();
        return message;
    }

    private sealed record LateStatement(string Sql, DataParameter[] Parameters, int? Rows, IEntityRow? Row);
}
