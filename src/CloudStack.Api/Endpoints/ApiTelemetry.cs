using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace CloudStack.Api.Endpoints;

/// <summary>What the API tells exporters: the command of each request, how it ended, how long it took. Never a parameter's value.</summary>
internal sealed class ApiTelemetry : IDisposable
{
    private readonly Meter _meter = new("CloudStack.Api");
    private readonly Histogram<double> _duration;

    public ApiTelemetry() => _duration = _meter.CreateHistogram<double>("cloudstack.api.request.duration", "s", "Time to answer a request.");

    /// <param name="command">A command of the catalog; null for others, so that what clients make up does not become a time series.</param>
    /// <param name="status">HTTP status of the answer.</param>
    /// <param name="started">Timestamp of the beginning.</param>
    public void Record(string? command, int status, long started)
    {
        Activity.Current?.SetTag("cloudstack.command", command);
        if (_duration.Enabled)
        {
            _duration.Record(Stopwatch.GetElapsedTime(started).TotalSeconds, new("command", command ?? "unknown"), new("status", status));
        }
    }

    public void Dispose() => _meter.Dispose();
}
