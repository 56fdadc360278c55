namespace CloudStack;

/// <summary>A service that networks can have.</summary>
[View("networkservice")]
public sealed record NetworkService
{
    /// <summary>Name, for example <c>Dhcp</c>.</summary>
    public string? Name { get; init; }

    /// <summary>Who can provide it.</summary>
    public IReadOnlyList<NetworkServiceProvider> Provider { get; init; } = [];

    /// <summary>What can be said about how it is provided.</summary>
    public IReadOnlyList<NetworkServiceCapability> Capability { get; init; } = [];
}
