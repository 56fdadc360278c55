using System.Collections.Concurrent;
using System.Data.Common;
using MySqlConnector;

namespace CloudStack.Engine.MySql;

/// <summary>
/// Has the server prepare the queries that come again and again, once for each connection: it then neither parses them nor describes their columns each
/// time, which for a row found by its key is more than half of the work.
/// </summary>
internal sealed class PreparedTexts
{
    /// <summary>A server keeps 16,382 by default for all connections of all management servers.</summary>
    private const int MostTexts = 128;
    private const int MostCounted = 4096;
    private const int Often = 16;

    private readonly ConcurrentDictionary<string, int> _seen = new();
    private int _prepared;
    private volatile bool _isFull;

    public async Task PrepareAsync(DbCommand command, CancellationToken ct)
    {
        if (_isFull || !IsOften(command.CommandText))
        {
            return;
        }
        try
        {
            await command.PrepareAsync(ct);
        }
        catch (MySqlException exception) when (exception.ErrorCode == MySqlErrorCode.MaxPreparedStatementCountReached)
        {
            // The command goes as text, as all others from now on.
            _isFull = true;
        }
    }

    private bool IsOften(string text)
    {
        if (_seen.TryGetValue(text, out var times) && times >= Often)
        {
            return times == int.MaxValue;
        }
        // What holds several statements is cut by the driver into as many messages when it is prepared.
        if (text.Contains(';') || (times == 0 && _seen.Count >= MostCounted))
        {
            return false;
        }
        times = _seen.AddOrUpdate(text, 1, static (_, before) => before < Often ? before + 1 : before);
        if (times != Often)
        {
            return false;
        }
        var isWanted = Interlocked.Increment(ref _prepared) <= MostTexts;
        if (isWanted)
        {
            _seen[text] = int.MaxValue;
        }
        return isWanted;
    }
}
