namespace CloudStack.Engine;

/// <summary>A provider of network services, with the services and their capabilities as 4.1 states them.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsExternal">Whether it is a device outside the cloud.</param>
/// <param name="CanEnableIndividualService">Whether its services can be chosen one by one.</param>
/// <param name="Services">For each service, its capabilities.</param>
internal sealed record NetworkProvider(
    string Name, bool IsExternal, bool CanEnableIndividualService, IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Services);
