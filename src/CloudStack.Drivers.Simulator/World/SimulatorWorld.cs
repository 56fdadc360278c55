using System.Collections.Concurrent;

namespace CloudStack.Drivers.Simulator;

/// <summary>
/// The simulated machines and what is on them: every host that anyone asks for exists. Safe for concurrent use; hosts do not wait for each other.
/// Through it a test that runs in the same process plans faults and makes things happen.
/// </summary>
public sealed partial class SimulatorWorld : IDisposable
{
    private readonly ConcurrentDictionary<string, SimulatedHost> _hosts = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<Guid, SimulatedPool> _pools = new();
    private readonly WorldJournal? _journal;

    /// <summary>Creates a world, or opens the one in <see cref="SimulatorOptions.StateDirectory"/>.</summary>
    /// <param name="options">What it is like.</param>
    /// <param name="time">Its clock: latencies, events and counters follow it.</param>
    /// <exception cref="IOException">The state directory cannot be used, or 16 processes share it already.</exception>
    public SimulatorWorld(SimulatorOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        Options = options;
        Time = time;
        if (options.StateDirectory is { } directory)
        {
            _journal = WorldJournal.Open(directory, Apply, Snapshot);
        }

        _control = options.ControlFile is { } file ? new ControlFile(file, UseControl) : null;
        Plan(options.Plan);
    }

    /// <summary>What the world is like.</summary>
    public SimulatorOptions Options { get; }

    internal TimeProvider Time { get; }

    /// <summary>Lets go of the state directory. What happened there stays.</summary>
    public void Dispose()
    {
        foreach (var timer in _timers)
        {
            timer.Dispose();
        }

        _journal?.Dispose();
    }

    /// <summary>The machine behind an endpoint, whether or not it answers, after what other processes did has been taken in.</summary>
    internal SimulatedHost Enter(HostEndpoint endpoint)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        _journal?.CatchUp();
        _control?.Refresh();
        var address = endpoint.Address;
        if (address.Scheme is not ("sim" or "http") || address.Host.Length == 0)
        {
            throw new DriverException(Outcome.NotApplied, $"The simulator has no host at {address.Scheme}://{address.Host}. Give it an address such as sim://NAME.");
        }

        return HostNamed(address.IsDefaultPort || address.Port < 0 ? address.Host : address.Authority[(address.Authority.LastIndexOf('@') + 1)..]);
    }

    internal SimulatedHost HostNamed(string name) => _hosts.GetOrAdd(name, static key => new SimulatedHost(key.ToLowerInvariant()));

    internal SimulatedPool PoolOf(Guid id) => _pools.GetOrAdd(id, static _ => new SimulatedPool());

    /// <summary>
    /// Makes changes that belong together: after a crash, either all or none are there. The caller holds the gates of what it changes.
    /// </summary>
    internal void Commit(params ReadOnlySpan<WorldRecord> changes)
    {
        _journal?.Append(changes);
        foreach (var change in changes)
        {
            Apply(change);
        }
    }

    private void Apply(WorldRecord record)
    {
        if (record.Kind is RecordKind.Template or RecordKind.Volume)
        {
            PoolOf(record.Pool).Apply(record);
        }
        else
        {
            HostNamed(record.Host!).Apply(record);
        }
    }

    private IEnumerable<WorldRecord> Snapshot() =>
        _hosts.Values.SelectMany(host => host.Snapshot()).Concat(_pools.Values.SelectMany(pool => pool.Snapshot()));
}
