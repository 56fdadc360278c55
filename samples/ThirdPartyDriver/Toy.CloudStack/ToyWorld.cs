using System.Collections.Concurrent;
using CloudStack.Drivers;

namespace Toy.CloudStack;

/// <summary>Everything that toy hosts remember. It is changed under one lock: a toy needs no more.</summary>
internal sealed class ToyWorld
{
    private readonly ConcurrentDictionary<string, ToyHost> _hosts = new(StringComparer.OrdinalIgnoreCase);

    public Lock Gate { get; } = new();

    public Dictionary<Guid, ToyPool> Pools { get; } = [];

    /// <exception cref="DriverException">The host does not answer: its name ends in .invalid.</exception>
    public ToyHost Connect(HostEndpoint host)
    {
        var name = host.Address.Host;
        return name.EndsWith(".invalid", StringComparison.OrdinalIgnoreCase)
            ? throw new DriverException(Outcome.NotApplied, $"Host {name} does not answer: names that end in .invalid stand for hosts that are not there.", canRetry: true)
            : _hosts.GetOrAdd(name, _ => new ToyHost(name));
    }
}

/// <summary>A host, the VMs that it knows and the pools that it uses.</summary>
internal sealed record ToyHost(string Name)
{
    public Dictionary<string, VmSpec> Vms { get; } = [];

    public HashSet<Guid> Pools { get; } = [];
}

/// <summary>A pool: the sizes of its templates and volumes.</summary>
internal sealed record ToyPool
{
    public Dictionary<Guid, long> Templates { get; } = [];

    public Dictionary<Guid, long> Volumes { get; } = [];
}
