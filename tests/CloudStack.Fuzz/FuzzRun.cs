using System.Text;

namespace CloudStack.Fuzz;

/// <summary>Sends random requests and keeps what is wrong with the answers.</summary>
internal sealed class FuzzRun(int port, RandomRequests requests)
{
    private const int MostFaults = 20;

    /// <summary>What went wrong, with the request.</summary>
    public List<string> Faults { get; } = [];

    /// <summary>How many answers had which status; 0 for those that were none.</summary>
    public SortedDictionary<int, int> Statuses { get; } = [];

    /// <param name="count">How many requests.</param>
    /// <param name="after">Called after each with its number.</param>
    public async Task SendAsync(int count, Action<int>? after = null)
    {
        using var connection = new FuzzConnection(port);
        for (var number = 0; number < count && Faults.Count < MostFaults; number++)
        {
            var request = requests.Next();
            try
            {
                var (status, body) = await connection.SendAsync(request);
                Statuses[status] = Statuses.GetValueOrDefault(status) + 1;
                requests.Learn(body);
                // 530 to 537 are refusals of 4.1; whatever else the server has for its own failures is a fault.
                if (status is >= 500 and not (>= 530 and <= 539) || body.Contains("The log of the management server tells more", StringComparison.Ordinal))
                {
                    Faults.Add($"request {number} was answered with {status}: {body}\n{Show(request)}");
                }
            }
            catch (Exception exception) when (exception is IOException or OperationCanceledException or FormatException)
            {
                Faults.Add($"request {number} was not answered: {exception.Message}\n{Show(request)}");
            }
            after?.Invoke(number);
        }
    }

    private static string Show(byte[] request) => Encoding.UTF8.GetString(request.AsSpan(0, Math.Min(request.Length, 4000)));
}
