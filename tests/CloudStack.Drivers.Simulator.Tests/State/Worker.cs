using System.Diagnostics;
using System.Globalization;

namespace CloudStack.Drivers.Simulator.Tests.State;

/// <summary>A running <see cref="WorkerProgram"/>.</summary>
internal sealed class Worker : IDisposable
{
    private readonly Process _process;

    public Worker(string state, string host, int first)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet")
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        foreach (var argument in new[] { "exec", typeof(Worker).Assembly.Location, "worker", state, host, first.ToString(CultureInfo.InvariantCulture) })
        {
            start.ArgumentList.Add(argument);
        }

        _process = Process.Start(start)!;
    }

    /// <summary>The numbers that the worker has answered for, up to a count, then kills it and reads the rest.</summary>
    public async Task<List<int>> KillAfterAsync(int count)
    {
        List<int> answered = [];
        while (answered.Count < count && await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            answered.Add(int.Parse(line, CultureInfo.InvariantCulture));
        }

        _process.Kill();
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            // A line that the kill cut short may be part of a number.
            if (int.TryParse(line, CultureInfo.InvariantCulture, out var number) && number == answered[^1] + 1)
            {
                answered.Add(number);
            }
        }

        await _process.WaitForExitAsync();
        return answered;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
