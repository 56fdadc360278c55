namespace CloudStack.Engine;

internal sealed class ListSupportedNetworkServicesHandler(SettingsStore settings, NetworkElementGateway elements)
    : IHandler<ListSupportedNetworkServices, ListResult<NetworkService>>
{
    public Task<ListResult<NetworkService>> HandleAsync(ListSupportedNetworkServices command, CommandContext context, CancellationToken ct)
    {
        var providers = ProviderServices.Usable(elements);
        if (command.Provider is { } asked && !providers.Contains(asked, StringComparer.OrdinalIgnoreCase))
        {
            throw CloudStackException.Invalid($"There is no network service provider {asked}; providers of this cloud are {string.Join(", ", providers)}.");
        }
        if (command.Service is { } name && NetworkCatalog.FindService(name) is null)
        {
            throw CloudStackException.Invalid($"There is no network service {name}.");
        }
        var services = NetworkCatalog.Services
            .Where(service => command.Service is null || service.Name.Equals(command.Service, StringComparison.OrdinalIgnoreCase))
            .Where(service => command.Keyword is null || service.Name.Contains(command.Keyword, StringComparison.OrdinalIgnoreCase))
            .Select(service => new NetworkService
            {
                Name = service.Name,
                Provider = [.. providers.Where(provider => ProviderServices.Of(elements, provider).Contains(service.Name)).Select(View)],
                Capability = [.. service.Capabilities.Select(capability => new NetworkServiceCapability
                {
                    Name = capability,
                    CanChooseServiceCapability = NetworkCatalog.ChoosableCapabilities.Contains(capability),
                })],
            })
            .Where(service => command.Provider is null || service.Provider.Any(provider => provider.Name!.Equals(command.Provider, StringComparison.OrdinalIgnoreCase)));
        return services.ToList().AsQueryable().PageAsync(command, context, settings.Current.DefaultPageSize, ct);
    }

    private NetworkServiceProvider View(string provider) => new()
    {
        Name = provider,
        ServiceList = [.. ProviderServices.Of(elements, provider)],
        CanEnableIndividualService = NetworkServiceProviderViews.CanChoose(provider),
    };
}
