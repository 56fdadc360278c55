namespace CloudStack.Engine;

/// <summary>The capability values that an offering chooses.</summary>
internal static class NetworkOfferingChoices
{
    private static readonly Dictionary<(string Service, string Capability), string[]> Choices = new()
    {
        [("Lb", "SupportedLBIsolation")] = ["dedicated", "shared"],
        [("Lb", "ElasticLb")] = ["true", "false"],
        [("SourceNat", "SupportedSourceNatTypes")] = ["peraccount", "perzone"],
        [("SourceNat", "RedundantRouter")] = ["true", "false"],
        [("StaticNat", "ElasticIp")] = ["true", "false"],
    };

    /// <exception cref="CloudStackException">A capability cannot be chosen, or not for this provider (431).</exception>
    public static IReadOnlyDictionary<(string Service, string Capability), string> Parse(IReadOnlyList<ServiceCapabilityEntry> entries, List<string> names,
        List<(string Service, string Provider)> providers, GuestType type)
    {
        Dictionary<(string, string), string> chosen = [];
        foreach (var entry in entries)
        {
            var service = NetworkOfferingServices.ServiceOf(entry.Service, names, "servicecapabilitylist");
            var key = Choices.Keys.FirstOrDefault(key => key.Service == service && key.Capability.Equals(entry.CapabilityType, StringComparison.OrdinalIgnoreCase));
            if (key.Capability is null)
            {
                throw CloudStackException.Invalid($"The capability {entry.CapabilityType} of {service} cannot be chosen; those that can are "
                    + $"{string.Join(", ", Choices.Keys.Select(known => $"{known.Service} {known.Capability}"))}.");
            }
            var value = Choices[key].FirstOrDefault(value => value.Equals(entry.CapabilityValue, StringComparison.OrdinalIgnoreCase))
                ?? throw CloudStackException.Invalid($"{key.Capability} of {service} cannot be {entry.CapabilityValue}; it is one of {string.Join(", ", Choices[key])}.");
            CheckProvider(key, value, providers.First(pair => pair.Service == service).Provider);
            chosen[key] = value;
        }
        if (type != GuestType.Shared && (chosen.GetValueOrDefault(("StaticNat", "ElasticIp")) == "true" || chosen.GetValueOrDefault(("Lb", "ElasticLb")) == "true"))
        {
            throw CloudStackException.Invalid("ElasticIp and ElasticLb are for shared networks only.");
        }
        return chosen;
    }

    private static void CheckProvider((string Service, string Capability) key, string value, string provider)
    {
        if (value == "false" || !NetworkCatalog.Providers.TryGetValue(provider, out var known))
        {
            return;
        }
        var can = known.Services[key.Service].GetValueOrDefault(key.Capability);
        if (can is null || !can.Split(',').Any(one => one.Trim().Equals(value, StringComparison.OrdinalIgnoreCase)))
        {
            throw CloudStackException.Invalid($"The provider {provider} does not have {key.Capability} {value} for {key.Service}.");
        }
    }
}
