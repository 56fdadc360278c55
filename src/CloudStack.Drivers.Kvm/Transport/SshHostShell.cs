using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace CloudStack.Drivers.Kvm.Transport;

/// <summary>
/// Runs commands over SSH. One connection a host, made when needed and closed when idle, with a bounded number of commands at once; callers beyond that
/// wait their turn.
/// </summary>
internal sealed class SshHostShell : IHostShell, IDisposable
{
    private static readonly TimeSpan SweepEvery = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<HostLogin, SshHost> hosts = new();
    private readonly HostKeys keys = new();
    private readonly KvmOptions options;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly ITimer sweep;

    public SshHostShell(KvmOptions options, TimeProvider time, ILogger logger)
    {
        this.options = options;
        this.time = time;
        this.logger = logger;
        sweep = time.CreateTimer(_ => CloseIdle(), null, SweepEvery, SweepEvery);
    }

    /// <inheritdoc/>
    public Task<HostResult> RunAsync(HostEndpoint host, HostCommand command, CancellationToken cancellationToken) =>
        hosts.GetOrAdd(HostLogin.Of(host), login => new SshHost(login, keys, options, time, logger)).RunAsync(command, cancellationToken);

    /// <summary>Closes all connections.</summary>
    public void Dispose()
    {
        sweep.Dispose();
        foreach (var host in hosts.Values)
            host.Close();
    }

    private void CloseIdle()
    {
        foreach (var host in hosts.Values)
            host.CloseIfIdle();
    }
}
