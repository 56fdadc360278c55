namespace CloudStack.Engine;

/// <summary>Which providers can be used, and what for.</summary>
internal static class ProviderServices
{
    /// <summary>The providers of this cloud: its own three, and those that plugins bring.</summary>
    public static IReadOnlyList<string> Usable(NetworkElementGateway elements) =>
        [.. new[] { NetworkCatalog.VirtualRouter, NetworkCatalog.VpcVirtualRouter, NetworkCatalog.SecurityGroupProvider }
            .Union(elements.Elements.Select(element => element.Provider), StringComparer.OrdinalIgnoreCase)];

    /// <summary>Everything that a provider can do: what its element says, else what 4.1 says of it.</summary>
    public static IReadOnlyCollection<string> Of(NetworkElementGateway elements, string provider) =>
        elements.Find(provider) is { } element ? element.Services
        : NetworkCatalog.Providers.TryGetValue(provider, out var known) ? [.. known.Services.Keys] : [];

    /// <summary>The services that a provider shall provide, checked.</summary>
    /// <exception cref="CloudStackException">It cannot, or only all of them together (431).</exception>
    public static string Choose(NetworkElementGateway elements, string provider, IReadOnlyList<string>? asked)
    {
        var all = Of(elements, provider);
        if (asked is null)
        {
            return string.Join(',', all);
        }
        var chosen = asked.Select(name => all.FirstOrDefault(service => service.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw CloudStackException.Invalid($"{provider} cannot provide {name}; it provides {string.Join(", ", all)}.")).Distinct().ToList();
        if (chosen.Count < all.Count && !NetworkServiceProviderViews.CanChoose(provider))
        {
            throw CloudStackException.Invalid($"The services of {provider} cannot be chosen one by one; name all of them: {string.Join(", ", all)}.");
        }
        return string.Join(',', chosen);
    }
}
