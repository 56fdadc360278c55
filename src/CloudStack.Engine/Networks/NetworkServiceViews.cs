namespace CloudStack.Engine;

/// <summary>Services of networks and offerings as clients see them: with their providers and what these can do.</summary>
internal static class NetworkServiceViews
{
    /// <summary>Services with their providers.</summary>
    /// <param name="services">Pairs of service and provider.</param>
    /// <param name="chosen">Values that an offering chose, by service and capability; they go before those of the provider.</param>
    public static IReadOnlyList<NetworkService> Of(IEnumerable<(string Service, string? Provider)> services,
        IReadOnlyDictionary<(string Service, string Capability), string>? chosen = null) =>
        [.. services.GroupBy(pair => pair.Service).Select(group => new NetworkService
        {
            Name = group.Key,
            Provider = [.. group.Where(pair => pair.Provider is not null).Select(pair => new NetworkServiceProvider { Name = pair.Provider })],
            Capability = Capabilities(group.Key, group.First().Provider, chosen),
        })];

    private static IReadOnlyList<NetworkServiceCapability> Capabilities(string service, string? provider,
        IReadOnlyDictionary<(string Service, string Capability), string>? chosen)
    {
        Dictionary<string, string> values = new(StringComparer.OrdinalIgnoreCase);
        if (provider is not null && NetworkCatalog.Providers.TryGetValue(provider, out var known) && known.Services.TryGetValue(service, out var capabilities))
        {
            foreach (var (name, value) in capabilities)
            {
                values[name] = value;
            }
        }
        foreach (var (key, value) in chosen?.Where(pair => pair.Key.Service == service) ?? [])
        {
            values[key.Capability] = value;
        }
        return [.. values.Select(pair => new NetworkServiceCapability
        {
            Name = pair.Key,
            Value = pair.Value,
            CanChooseServiceCapability = NetworkCatalog.ChoosableCapabilities.Contains(pair.Key),
        })];
    }
}
