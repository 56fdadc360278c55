namespace CloudStack.Drivers;

/// <summary>
/// Something that provides services to guest networks: a virtual router, a firewall, a load balancer. It is told the whole desired state of a network
/// and converges, so that creating, changing, restarting and repairing are one path; calling twice does what calling once did. The engine never has two
/// calls for one network under way. Failures are <see cref="DriverException"/>s.
/// </summary>
public interface INetworkElement
{
    /// <summary>Name of the provider that offerings and physical networks know it by, for example <c>VirtualRouter</c>. Never changes.</summary>
    string Provider { get; }

    /// <summary>The services that it can provide, for example <c>Dhcp</c> and <c>SourceNat</c>.</summary>
    IReadOnlyCollection<string> Services { get; }

    /// <summary>Makes the network's services what the specification says.</summary>
    /// <param name="desired">The whole desired state of the network.</param>
    /// <param name="cancellationToken">Ends the wait; the outcome is then unknown.</param>
    Task EnsureAsync(NetworkSpec desired, CancellationToken cancellationToken);

    /// <summary>Removes everything that the element holds for a network. A network that it does not know counts as removed.</summary>
    /// <param name="network">The network.</param>
    /// <param name="cancellationToken">Ends the wait; the outcome is then unknown.</param>
    Task RemoveAsync(NetworkRef network, CancellationToken cancellationToken);
}
