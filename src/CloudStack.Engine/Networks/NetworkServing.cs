namespace CloudStack.Engine;

/// <summary>
/// What this cloud can provide to networks. DHCP, DNS and user data are taken on without an element too: guests then configure themselves. Everything
/// else needs the element of its provider.
/// </summary>
internal static class NetworkServing
{
    private static readonly string[] SelfService = ["Dhcp", "Dns", "UserData"];

    /// <exception cref="CloudStackException">A service has no element (431).</exception>
    public static void Check(NetworkElementGateway elements, string offering, IEnumerable<(string Service, string? Provider)> services)
    {
        foreach (var (service, provider) in services)
        {
            if (!SelfService.Contains(service) && elements.Find(provider) is null)
            {
                throw CloudStackException.Invalid(
                    $"The network offering {offering} has {service} provided by {provider ?? "nobody"}, but no plugin offers the network element {provider}. "
                    + "Take an offering without this service, or add a plugin that provides it.");
            }
        }
    }
}
