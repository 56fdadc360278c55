using CloudStack.Drivers;

namespace CloudStack.Engine.Tests;

/// <summary>A virtual router that only remembers what it was told.</summary>
internal sealed class FakeElement : INetworkElement
{
    public string Provider => "VirtualRouter";

    public IReadOnlyCollection<string> Services => ["Dhcp", "Dns", "UserData", "SourceNat", "Gateway"];

    public List<NetworkSpec> Ensured { get; } = [];

    public List<NetworkRef> Removed { get; } = [];

    public bool Fails { get; set; }

    public Task EnsureAsync(NetworkSpec desired, CancellationToken cancellationToken)
    {
        Ensured.Add(desired);
        return Task.CompletedTask;
    }

    public Task RemoveAsync(NetworkRef network, CancellationToken cancellationToken)
    {
        Removed.Add(network);
        return Fails ? throw new InvalidOperationException("no way") : Task.CompletedTask;
    }
}
