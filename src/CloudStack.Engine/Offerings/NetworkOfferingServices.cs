namespace CloudStack.Engine;

/// <summary>The services of a new network offering: who provides each, and what was chosen about it.</summary>
/// <param name="Providers">Pairs of service and provider.</param>
/// <param name="Capabilities">Chosen values by service and capability.</param>
internal sealed record NetworkOfferingServices(
    IReadOnlyList<(string Service, string Provider)> Providers, IReadOnlyDictionary<(string Service, string Capability), string> Capabilities)
{
    public bool Has(string service) => Providers.Any(pair => pair.Service == service);

    public string? Chosen(string service, string capability) => Capabilities.GetValueOrDefault((service, capability));

    /// <exception cref="CloudStackException">The services, providers and capabilities do not go together (431).</exception>
    public static NetworkOfferingServices Parse(CreateNetworkOffering command, GuestType type, NetworkElementGateway elements)
    {
        List<string> names = [.. command.SupportedServices.Select(name => NetworkCatalog.FindService(name) is { } known and not "Gateway" ? known
            : throw CloudStackException.Invalid($"supportedservices cannot hold {name}; services are {string.Join(", ", NetworkCatalog.Services.Select(service => service.Name).Where(service => service != "Gateway"))}."))
            .Distinct()];
        if (names.Count == 0)
        {
            throw CloudStackException.Invalid("supportedservices must name at least one service.");
        }
        if (names.Contains("SecurityGroup") && type != GuestType.Shared)
        {
            throw CloudStackException.Invalid("The service SecurityGroup is for shared networks only.");
        }
        var asked = (command.ServiceProviderList ?? []).ToLookup(entry => ServiceOf(entry.Service, names, "serviceproviderlist"), entry => entry.Provider);
        List<(string Service, string Provider)> providers = [.. names.Select(service => (service, ProviderOf(service, [.. asked[service].Distinct()], elements)))];
        if (providers.FirstOrDefault(pair => pair.Service == "SourceNat") is { Provider: { } gateway } && ProviderServices.Of(elements, gateway).Contains("Gateway"))
        {
            providers.Add(("Gateway", gateway));
        }
        var together = providers.Where(pair => pair.Service is "Dhcp" or "UserData").Select(pair => pair.Provider).Distinct().ToList();
        if (together.Count > 1 && !together.Any(provider => provider.StartsWith("Baremet", StringComparison.Ordinal)))
        {
            throw CloudStackException.Invalid($"Dhcp and UserData need the same provider, not {together[0]} and {together[1]}.");
        }
        return new(providers, NetworkOfferingChoices.Parse(command.ServiceCapabilityList ?? [], names, providers, type));
    }

    public static string ServiceOf(string name, List<string> names, string parameter) =>
        names.FirstOrDefault(service => service.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw CloudStackException.Invalid($"{parameter} names the service {name}, which supportedservices does not hold.");

    private static string ProviderOf(string service, List<string> asked, NetworkElementGateway elements)
    {
        if (asked.Count > 1)
        {
            throw CloudStackException.Invalid($"The service {service} can have one provider, not {string.Join(" and ", asked)}.");
        }
        if (asked.Count == 0)
        {
            return service == "SecurityGroup" ? NetworkCatalog.SecurityGroupProvider : service == "Connectivity"
                ? throw CloudStackException.Invalid("The service Connectivity has no default provider: name one in serviceproviderlist.")
                : service == "NetworkACL" ? NetworkCatalog.VpcVirtualRouter : NetworkCatalog.VirtualRouter;
        }
        var name = NetworkCatalog.Providers.TryGetValue(asked[0], out var known) ? known.Name : elements.Find(asked[0])?.Provider
            ?? throw CloudStackException.Invalid($"There is no network service provider {asked[0]}; providers are {string.Join(", ", NetworkCatalog.Providers.Keys.Order())}.");
        var can = ProviderServices.Of(elements, name);
        return can.Contains(service) ? name
            : throw CloudStackException.Invalid($"The provider {name} cannot provide {service}; it provides {string.Join(", ", can)}.");
    }
}
