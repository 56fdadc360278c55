namespace CloudStack;

/// <summary>A provider that a network offering chooses for a service.</summary>
/// <param name="Service">Name of the service, for example <c>Dhcp</c>.</param>
/// <param name="Provider">Name of the provider, for example <c>VirtualRouter</c>.</param>
public sealed record ServiceProviderEntry(string Service, string Provider);
